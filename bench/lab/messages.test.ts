import { expect, it } from 'vitest'
import { differences } from './compare.ts'
import { messagesOf, weigh } from './messages.ts'

/** As the harness in the page writes them: a byte for the kind, four for the length. */
function framed(...texts: string[]): Buffer {
  return Buffer.concat(
    texts.flatMap((text) => {
      const head = Buffer.alloc(5)
      head.writeUInt32BE(Buffer.byteLength(text), 1)
      return [head, Buffer.from(text)]
    }),
  )
}

it('messages come out of a posted body as they went in', () => {
  expect(messagesOf(framed('one', '', 'three')).map(String)).toEqual(['one', '', 'three'])
  expect(messagesOf(Buffer.alloc(0))).toEqual([])
})

it('what was sent before makes a repetition cheap, and is not counted', async () => {
  const message = Buffer.from('the same hundred words as before, '.repeat(20))
  const alone = await weigh([message])
  const again = await weigh([message], [message])
  expect(again.raw).toBe(message.length)
  expect(again.messages).toBe(1)
  expect(again.deflated).toBeLessThan(alone.deflated)
})

it('copies are compared from the body on; addresses may be relative or absolute', () => {
  const page = 'html\n <head >\n <body >\n  <a href=/x title=t>'
  expect(differences(page, 'html\n <body >\n  <a href=http://h/x title=t>')).toBe(0)
  expect(differences(page, 'html\n <body >\n  <a title=u>')).toBe(1)
  expect(differences(page, 'html\n <body >')).toBe(1)
})
