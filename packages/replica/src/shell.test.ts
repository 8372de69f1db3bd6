import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { FRAME_CSP, IMAGES_CSP } from './shell.ts'

it.each([
  ['replica.html', FRAME_CSP],
  ['replica-images.html', IMAGES_CSP],
])('the policy of %s is that of the shell', (name, policy) => {
  const html = readFileSync(new URL(`../static/${name}`, import.meta.url), 'utf8')
  expect(/content="(default-src[^"]*)"/.exec(html)?.[1]).toBe(policy)
})
