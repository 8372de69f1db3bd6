/** What the replica says in words of its own, in the agent's language. */
export interface ReplicaWords {
  /** What every file that the customer has chosen is called; the real names stay there. */
  readonly file: string
  /** Of a native popup that is open at the customer's. */
  readonly list: string
  readonly date: string
  readonly colour: string
  /** Stands for a masked value. */
  readonly hidden: string
  /** Stands for no value. */
  readonly empty: string
}

export const ENGLISH: ReplicaWords = {
  file: 'File',
  list: 'The customer has this list open',
  date: 'The customer is choosing a date or time',
  colour: 'The customer is choosing a colour',
  hidden: 'Hidden',
  empty: 'Nothing chosen yet',
}
