import { describe, expect, it } from 'vitest'
import { createFormat } from './format.ts'

const en = createFormat('en-GB', { now: 'now' })
const ja = createFormat('ja', { now: '今' })
const at = (year: number, month: number, day: number, hour = 12, minute = 0) =>
  new Date(year, month - 1, day, hour, minute)
const now = at(2026, 3, 12, 15, 0).getTime()
const ageOf = (then: Date) => en.age(then.toISOString(), now)

describe('an age', () => {
  it('goes from now over minutes and hours to days and dates', () => {
    expect(ageOf(new Date(now - 59_000))).toBe('now')
    expect(ageOf(new Date(now - 5 * 60_000))).toBe('5m')
    expect(ageOf(at(2026, 3, 12, 9))).toBe('6h')
    expect(ageOf(at(2026, 3, 10))).toBe('Tue')
    expect(ageOf(at(2026, 2, 1))).toBe('1 Feb')
  })

  it('of yesterday evening is the day, though fewer than 24 hours have passed', () => {
    expect(ageOf(at(2026, 3, 11, 22))).toBe('Wed')
  })

  it('is never negative when the clocks differ', () => {
    expect(ageOf(new Date(now + 5_000))).toBe('now')
  })

  it('is said in the language', () => {
    expect(ja.age(new Date(now - 5 * 60_000).toISOString(), now)).toBe('5 分')
  })
})

describe('a day', () => {
  it('is today, yesterday or a date', () => {
    expect(en.day(at(2026, 3, 12, 0, 1).toISOString(), now)).toBe('Today')
    expect(en.day(at(2026, 3, 11, 23, 59).toISOString(), now)).toBe('Yesterday')
    expect(en.day(at(2026, 1, 5).toISOString(), now)).toBe('5 January')
    expect(en.day(at(2024, 1, 5).toISOString(), now)).toBe('5 January 2024')
  })
})

describe('a length', () => {
  it('names the two largest units', () => {
    expect(en.length(45)).toBe('45 secs')
    expect(en.length(120)).toBe('2 mins')
    expect(en.length(3_700)).toBe('1 hr 1 min')
  })

  it('counts down to zero and not below', () => {
    expect(en.clock(59.2)).toBe('1:00')
    expect(en.clock(0.4)).toBe('0:01')
    expect(en.clock(-3)).toBe('0:00')
  })
})
