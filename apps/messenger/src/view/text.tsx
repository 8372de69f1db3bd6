import type { JSX } from 'preact'
import { splitLinks } from './links.ts'

/** What a person wrote: text nodes only, and web addresses as links that tell the other site nothing. */
export function Text({ text }: { text: string }): JSX.Element {
  return (
    <>
      {splitLinks(text).map((part, index) =>
        part.href === null ? (
          part.text
        ) : (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ),
      )}
    </>
  )
}
