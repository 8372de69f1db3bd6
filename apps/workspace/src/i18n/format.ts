/** Times, lengths and numbers in the words of one language. */
export interface Format {
  /** 14:05 */
  time(at: string): string
  /** Today, Yesterday, 12 March */
  day(at: string, now: number): string
  /** 12 March, 14:05 */
  moment(at: string): string
  /** now, 5m, 3h, Tue, 12 Mar: short enough for a list. */
  age(at: string, now: number): string
  /** 1 min 20 sec */
  length(seconds: number): string
  /** 0:48 */
  clock(seconds: number): string
  number(value: number): string
  /** 75 % */
  percent(value: number): string
}

const MINUTE = 60_000
const DAY = 86_400_000

export function createFormat(locale: string, words: { now: string }): Format {
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)
  const time = of({ hour: 'numeric', minute: '2-digit' })
  const dayMonth = of({ day: 'numeric', month: 'long' })
  const full = of({ day: 'numeric', month: 'long', year: 'numeric' })
  const short = of({ day: 'numeric', month: 'short' })
  const weekday = of({ weekday: 'short' })
  const moment = of({ day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })
  const relativeDay = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const percent = new Intl.NumberFormat(locale, { style: 'percent' })
  const integer = new Intl.NumberFormat(locale)
  // The narrow form of some languages is a foreign letter: Japanese minutes would be "m".
  const narrow = locale.startsWith('en') ? 'narrow' : 'short'
  const unit = (value: number, name: string, unitDisplay: 'short' | 'narrow' = 'short') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay }).format(value)

  return {
    time: (at) => time.format(Date.parse(at)),
    day(at, now) {
      const days = daysBetween(Date.parse(at), now)
      if (days <= 1) return capitalised(relativeDay.format(-days, 'day'), locale)
      return (days < 300 ? dayMonth : full).format(Date.parse(at))
    },
    moment: (at) => moment.format(Date.parse(at)),
    age(at, now) {
      const passed = now - Date.parse(at)
      if (passed < MINUTE) return words.now
      if (passed < 60 * MINUTE) return unit(Math.floor(passed / MINUTE), 'minute', narrow)
      if (daysBetween(Date.parse(at), now) === 0) {
        return unit(Math.floor(passed / (60 * MINUTE)), 'hour', narrow)
      }
      return (passed < 6 * DAY ? weekday : short).format(Date.parse(at))
    },
    length(seconds) {
      if (seconds < 60) return unit(seconds, 'second')
      const minutes = Math.floor(seconds / 60)
      if (minutes < 60) {
        const rest = seconds % 60
        return rest ? `${unit(minutes, 'minute')} ${unit(rest, 'second')}` : unit(minutes, 'minute')
      }
      const rest = minutes % 60
      const hours = unit(Math.floor(minutes / 60), 'hour')
      return rest ? `${hours} ${unit(rest, 'minute')}` : hours
    },
    clock(seconds) {
      const whole = Math.max(0, Math.ceil(seconds))
      return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
    },
    number: (value) => integer.format(value),
    percent: (value) => percent.format(value),
  }
}

/** Calendar days of the reader's own time zone, not spans of 24 hours. */
export function daysBetween(earlier: number, later: number): number {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0)
  return Math.round((midnight(later) - midnight(earlier)) / DAY)
}

function capitalised(text: string, locale: string): string {
  return text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1)
}
