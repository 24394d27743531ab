/** The question and its possible answers: the suggestion as a sentence, the rival intents with their definitions. */
import { Button } from 'react-aria-components'
import type { CandidateView } from '../../bindings/CandidateView'
import type { ReviewItemView } from '../../bindings/ReviewItemView'
import type { SuggestionView } from '../../bindings/SuggestionView'
import { Keys } from '../../components/Keys'
import { useMay } from '../../components/person'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { everyIntent } from './choices'
import { CandidateSet } from './Explained'
import { FindIntent } from './FindIntent'

interface Props {
  item: ReviewItemView
  isDisabled: boolean
  onAnswer: (intent: string) => void
  findRef: React.RefObject<HTMLInputElement | null>
}

export function AnswerPanel({ item, isDisabled, onAnswer, findRef }: Props) {
  const t = useText()
  const mayAnswer = useMay()('review_answer')
  const { suggestion, candidates } = item
  return (
    <section className="answer" aria-label={t('answer')}>
      {suggestion ? (
        <div className="suggestion">
          <div>
            <h3>{t('suggested', { title: suggestion.title })}</h3>
            <p>
              <HowOftenRight suggestion={suggestion} />
            </p>
            {item.explanation && (
              <p className="set">
                <CandidateSet item={item} explanation={item.explanation} />
              </p>
            )}
          </div>
          {mayAnswer && (
            <Button className="button primary" isDisabled={isDisabled} onPress={() => onAnswer(suggestion.intent)}>
              <Keys of="accept" inButton />
              {t('accept')}
            </Button>
          )}
        </div>
      ) : (
        <div className="suggestion">
          <div>
            <h3>{t('no-suggestion-title')}</h3>
            <p>{t('no-suggestion-text')}</p>
          </div>
        </div>
      )}
      <ol className="choices" data-many={candidates.length > 5 || undefined}>
        {candidates.map(choice => (
          <li key={choice.intent}>
            <ChoiceButton choice={choice} isDisabled={isDisabled || !mayAnswer} onAnswer={onAnswer} />
          </li>
        ))}
      </ol>
      {mayAnswer && (
        <FindIntent intents={everyIntent(item)} isDisabled={isDisabled} onChoose={onAnswer} inputRef={findRef} />
      )}
    </section>
  )
}

/** A sentence before a number; and no number that the calibration does not back. */
function HowOftenRight({ suggestion }: { suggestion: SuggestionView }) {
  const t = useText()
  const { count } = useFormat()
  if (suggestion.right_of_100 === null) return t('right-unknown')
  return t('right-of-100', { right: count(suggestion.right_of_100), n: count(suggestion.n) })
}

interface ChoiceButtonProps {
  choice: CandidateView
  isDisabled: boolean
  onAnswer: (intent: string) => void
}

function ChoiceButton({ choice, isDisabled, onAnswer }: ChoiceButtonProps) {
  const t = useText()
  const { probability } = useFormat()
  return (
    <Button className="choice" isDisabled={isDisabled} onPress={() => onAnswer(choice.intent)}>
      <span aria-hidden="true">
        <kbd>{choice.key}</kbd>
      </span>
      <span className="title">{choice.title}</span>
      <span className="probability">{choice.probability !== null && probability(choice.probability)}</span>
      <span
        className="definition"
        title={[choice.definition, choice.example && t('example', { text: choice.example })].filter(Boolean).join(' ')}
      >
        {choice.definition}
      </span>
      {choice.example && <span className="example">{t('example', { text: choice.example })}</span>}
    </Button>
  )
}
