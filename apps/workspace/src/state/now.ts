import { useEffect, useState } from 'react'

/** The time, looked at anew every `every` milliseconds; ages and countdowns hang on it. */
export function useNow(every: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
