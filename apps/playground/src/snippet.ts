import { escapeHtml, html, type Markup, trusted } from './markup.ts'

/** Where the messenger's loader is served, and which deployment the shop has installed. */
export interface Snippet {
  src: string
  deploymentId: string
}

const queue =
  'window.Alongside=window.Alongside||function(){(Alongside.q=Alongside.q||[]).push(arguments)}'

/** The two lines that a site pastes: the command queue, then the loader. */
export function snippetHtml(snippet: Snippet | null): Markup {
  if (!snippet) return html``
  const src = escapeHtml(snippet.src)
  const id = escapeHtml(snippet.deploymentId)
  return trusted(
    `<script>${queue}</script><script async src="${src}" data-deployment-id="${id}"></script>`,
  )
}
