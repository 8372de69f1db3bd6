import type { JSX, TargetedEvent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { caretAfter, DIGITS, digitsOf, grouped } from '../model/join-code.ts'
import { JOIN_WORDS, type JoinWords, PROBLEMS } from '../words/join-code.ts'
import { useMessenger, useView } from './context.ts'
import { AlertIcon, PhoneIcon } from './icons.tsx'

type Problem = keyof JoinWords['problems']

/** On the home screen: a row that unfolds into the form for the code that an agent reads out on the telephone. */
export function JoinCard(): JSX.Element | null {
  const [{ session, joining }, { store, words }] = useMessenger()
  const { title, hint } = JOIN_WORDS[words.language]
  const row = useRef<HTMLButtonElement>(null)
  const was = useRef(joining)
  useEffect(() => {
    if (was.current && !joining) row.current?.focus()
    was.current = joining
  }, [joining])
  if (session && session.state !== 'ended') return null
  if (joining) return <JoinForm />
  return (
    <button
      ref={row}
      type="button"
      class="card card-start"
      onClick={() => store.set({ joining: true })}
    >
      <span class="card-main">
        <span class="card-title">{title}</span>
        <span class="card-line">{hint}</span>
      </span>
      <span class="join-go">
        <PhoneIcon />
      </span>
    </button>
  )
}

function JoinForm(): JSX.Element {
  const { messenger, isSecure } = useView()
  const { store } = messenger
  const words = JOIN_WORDS[messenger.words.language]
  const form = useRef<HTMLFormElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [digits, setDigits] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  useEffect(() => field.current?.focus(), [])
  // On a small screen what came below would be below its edge.
  useEffect(() => form.current?.scrollIntoView({ block: 'nearest' }), [problem])
  const fold = (): void => store.set({ joining: false })
  const type = ({ currentTarget: input }: TargetedEvent<HTMLInputElement>): void => {
    const next = digitsOf(input.value)
    const before = digitsOf(input.value.slice(0, input.selectionStart ?? undefined)).length
    // At once: the caret would go to the end with what is drawn later.
    input.value = grouped(next)
    const caret = caretAfter(next, before)
    input.setSelectionRange(caret, caret)
    setDigits(next)
    setProblem(null)
  }
  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (busy) return
    if (digits.length < DIGITS) {
      setProblem('short')
      return
    }
    setBusy(true)
    setProblem(null)
    try {
      await messenger.join(digits)
      fold()
    } catch (error) {
      setProblem(problemOf(error))
      setBusy(false)
      field.current?.focus()
    }
  }

  return (
    <form
      ref={form}
      class="card join"
      noValidate
      onSubmit={send}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return
        event.stopPropagation()
        fold()
      }}
    >
      <h2>{words.title}</h2>
      {isSecure ? (
        <>
          <p class="join-hint" id="join-hint">
            {words.hint}
          </p>
          <label class="join-label" for="join-code">
            {words.label}
          </label>
          <input
            ref={field}
            id="join-code"
            class="join-code"
            dir="ltr"
            inputMode="numeric"
            autoComplete="off"
            spellcheck={false}
            enterKeyHint="go"
            value={grouped(digits)}
            placeholder="000 000 000"
            aria-invalid={problem !== null}
            aria-describedby={problem ? 'join-problem' : 'join-hint'}
            onInput={type}
          />
        </>
      ) : (
        <p class="join-problem">
          <AlertIcon />
          {words.insecure}
        </p>
      )}
      {problem && (
        <p class="join-problem" id="join-problem" role="alert">
          <AlertIcon />
          {words.problems[problem]}
        </p>
      )}
      <div class="join-answers">
        <button type="button" class="button" onClick={fold}>
          {words.cancel}
        </button>
        {isSecure && (
          <button type="submit" class="button button-accent" aria-disabled={busy}>
            {busy ? words.sending : words.send}
          </button>
        )}
      </div>
    </form>
  )
}

function problemOf(error: unknown): Problem {
  const code = error instanceof Object && 'code' in error ? error.code : ''
  return PROBLEMS.find((known) => known === code) ?? 'other'
}
