import type { ComponentType, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useView } from './context.ts'

/** The card of a proposal, which comes as a chunk of its own when an agent first proposes. */
export function Proposal(): JSX.Element | null {
  const { addStyle, messenger } = useView()
  const [Card, setCard] = useState<ComponentType | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    import('../proposal.ts').then(
      ({ ProposalCard, style }) => {
        addStyle(style)
        setCard(() => ProposalCard)
      },
      () => setFailed(true),
    )
  }, [addStyle])
  if (Card) return <Card />
  return failed ? <p class="system">{messenger.words.t('proposal.failed')}</p> : null
}
