import type { Role } from '@alongside/protocol'
import type { Broker, Notice, SessionEnd } from './broker.ts'

type Seats = { [K in Role]: SessionEnd | null }

/** For one instance: everything is a function call. */
export function memoryBroker(): Broker {
  const receivers = new Set<(notice: Notice) => void>()
  const sessions = new Map<string, Seats>()

  return {
    publish: (notice) => {
      for (const receive of receivers) receive(notice)
    },
    subscribe: (receive) => {
      receivers.add(receive)
      return () => receivers.delete(receive)
    },
    takeSeat: (sessionId, role, end) => {
      const seats = sessions.get(sessionId) ?? { sharer: null, viewer: null }
      sessions.set(sessionId, seats)
      const other = role === 'sharer' ? 'viewer' : 'sharer'
      const before = seats[role]
      seats[role] = end
      before?.replaced()
      seats[other]?.peer(true)
      return {
        get peer() {
          return seats[other] !== null
        },
        pass: (bytes, lossy) => {
          if (seats[role] === end) seats[other]?.frame(bytes, lossy)
        },
        quiet: (quiet) => {
          if (seats[role] !== end || seats[other] === null) return
          seats[other].peer(!quiet)
          if (!quiet) end.peer(true)
        },
        leave: () => {
          if (seats[role] !== end) return
          seats[role] = null
          seats[other]?.peer(false)
          if (seats[other] === null) sessions.delete(sessionId)
        },
      }
    },
    bothSeated: (sessionId) => {
      const seats = sessions.get(sessionId)
      return seats !== undefined && seats.sharer !== null && seats.viewer !== null
    },
    endSession: (sessionId, reason) => {
      const seats = sessions.get(sessionId)
      sessions.delete(sessionId)
      if (seats === undefined) return
      const { sharer, viewer } = seats
      seats.sharer = null
      seats.viewer = null
      sharer?.ended(reason)
      viewer?.ended(reason)
    },
  }
}
