import { describe, expect, it } from 'vitest'
import { rewriteMedia } from './css.ts'
import { Media, preferredScheme } from './media.ts'

const HOLDS = 'min-width:0'
const NEVER = 'min-width:9999999px'
const UNKNOWN = 'alongside-unknown'

const PHONE = [
  '(prefers-color-scheme: dark)',
  '(prefers-reduced-motion: reduce)',
  '(prefers-contrast: no-preference)',
  '(hover: none)',
  '(pointer: coarse)',
  '(any-pointer: coarse)',
  '(any-pointer: fine)',
  '(color-gamut: srgb)',
  '(color-gamut: p3)',
  '(display-mode: browser)',
  '(resolution:2.625dppx)',
  '(device-width:412px)',
  '(device-height:915px)',
  '(color:8)',
]

function saying(features: readonly string[], ownsScheme = false): Media {
  const media = new Media(() => ownsScheme)
  media.say(features)
  return media
}

describe('features of media', () => {
  it.each([
    ['hover', NEVER],
    ['hover: none', HOLDS],
    [' HOVER:Hover ', NEVER],
    ['hover/* is it? */:/**/none', HOLDS],
    ['hover: on-demand', null],
    ['pointer', HOLDS],
    ['pointer:coarse', HOLDS],
    ['any-pointer: fine', HOLDS],
    ['any-pointer: none', NEVER],
    ['any-hover: none', UNKNOWN],
    ['prefers-color-scheme', HOLDS],
    ['prefers-color-scheme: dark', HOLDS],
    ['prefers-color-scheme: light', NEVER],
    ['prefers-reduced-motion', HOLDS],
    ['prefers-reduced-motion: no-preference', NEVER],
    ['prefers-reduced-data', UNKNOWN],
    ['prefers-contrast', NEVER],
    ['color-gamut: p3', HOLDS],
    ['color-gamut: rec2020', NEVER],
    ['scripting', HOLDS],
    ['scripting: none', NEVER],
    ['min-resolution: 2dppx', HOLDS],
    ['min-resolution: 3x', NEVER],
    ['max-resolution: 252dpi', HOLDS],
    ['resolution: 252dpi', HOLDS],
    ['resolution > 2.625x', NEVER],
    ['resolution >= 2.625x', HOLDS],
    ['2x < resolution <= 3x', HOLDS],
    ['3x > resolution', HOLDS],
    ['resolution < infinite', HOLDS],
    ['resolution', HOLDS],
    ['-webkit-min-device-pixel-ratio: 2', HOLDS],
    ['-webkit-max-device-pixel-ratio: 1.5', NEVER],
    ['min--moz-device-pixel-ratio: 1.5', HOLDS],
    ['-webkit-device-pixel-ratio: 2.625', HOLDS],
    ['max-device-width: 480px', HOLDS],
    ['max-device-width: 20em', NEVER],
    ['min-device-height: 0', HOLDS],
    ['device-aspect-ratio: 412 / 915', HOLDS],
    ['min-device-aspect-ratio: 1', NEVER],
    ['color', HOLDS],
    ['min-color: 10', NEVER],
    ['monochrome', NEVER],
    ['min-width: 400px', null],
    ['orientation: portrait', null],
    ['max-device-width: calc(1px + 2em)', null],
    ['1x < resolution < ', null],
    ['resolution: 2px', null],
    ['min-hover: none', null],
    ['', null],
  ])('%s', (feature, answer) => {
    expect(saying(PHONE).rewrite(feature)).toBe(answer)
  })

  it('are left to the frame until the customer has told any', () => {
    expect(new Media(() => false).rewrite('hover')).toBeNull()
  })

  it('are left to the frame as far as it has the scheme of the customer', () => {
    expect(saying(PHONE, true).rewrite('prefers-color-scheme: dark')).toBeNull()
    expect(saying(PHONE, true).rewrite('hover: none')).toBe(HOLDS)
  })

  it('change with what is told, and only then', () => {
    const media = saying(PHONE)
    expect(media.say(PHONE)).toBe(false)
    expect(media.say(['(hover: hover)'])).toBe(true)
    expect(media.rewrite('hover')).toBe(HOLDS)
    expect(media.rewrite('pointer')).toBe(UNKNOWN)
  })

  it('take nothing from a stream that makes no sense', () => {
    const media = saying([
      'hover',
      '(hover: none',
      'color:',
      '(color: 8em)',
      'x'.repeat(1e5),
      '(a:b)',
    ])
    expect(media.rewrite('color')).toBeNull()
    expect(media.rewrite('a:b')).toBeNull()
    expect(media.rewrite('hover: none')).toBe(HOLDS)
  })

  it('stand in the queries of attributes as in those of sheets', () => {
    const through = (query: string) => rewriteMedia(query, saying(PHONE))
    expect(through('screen and (hover:none), not all and (min-width: 1px)')).toBe(
      `screen and (${HOLDS}), not all and (min-width: 1px)`,
    )
    expect(through('not ((hover) or (not (pointer: fine)))')).toBe(
      `not ((${NEVER}) or (not (${NEVER})))`,
    )
    expect(through('print')).toBe('print')
  })

  it('tell the scheme of the frame', () => {
    expect(preferredScheme(PHONE)).toBe('dark')
    expect(preferredScheme(['prefers-color-scheme:dark'])).toBe('dark')
    expect(preferredScheme(['(prefers-color-scheme: light)', '(x: dark)'])).toBe('light')
  })
})
