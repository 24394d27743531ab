/** The question and its possible answers: the suggestion as a sentence, the rival intents with their definitions. */
import { Button } from 'react-aria-components'
import type { ReviewItemView } from '../../bindings/ReviewItemView'
import { Keys } from '../../components/Keys'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { type Choice, choices } from './choices'
import { FindIntent } from './FindIntent'

interface Props {
  item: ReviewItemView
  isDisabled: boolean
  onAnswer: (intent: string) => void
  findRef: React.RefObject<HTMLInputElement | null>
}

export function AnswerPanel({ item, isDisabled, onAnswer, findRef }: Props) {
  const t = useText()
  const { suggestion } = item
  const offered = choices(item)
  return (
    <section className="answer" aria-label={t('answer')}>
      {suggestion ? (
        <div className="suggestion">
          <div>
            <h3>{t('suggested', { title: suggestion.title })}</h3>
            <p>{suggestion.sentence}</p>
          </div>
          <Button className="button primary" isDisabled={isDisabled} onPress={() => onAnswer(suggestion.intent)}>
            <Keys of="accept" inButton />
            {t('accept')}
          </Button>
        </div>
      ) : (
        <div className="suggestion">
          <div>
            <h3>{t('no-suggestion-title')}</h3>
            <p>{t('no-suggestion-text')}</p>
          </div>
        </div>
      )}
      <ol className="choices" data-many={offered.length > 5 || undefined}>
        {offered.map(choice => (
          <li key={choice.intent}>
            <ChoiceButton choice={choice} isDisabled={isDisabled} onAnswer={onAnswer} />
          </li>
        ))}
      </ol>
      <FindIntent intents={everyIntent(item)} isDisabled={isDisabled} onChoose={onAnswer} inputRef={findRef} />
    </section>
  )
}

interface ChoiceButtonProps {
  choice: Choice
  isDisabled: boolean
  onAnswer: (intent: string) => void
}

function ChoiceButton({ choice, isDisabled, onAnswer }: ChoiceButtonProps) {
  const t = useText()
  const { probability } = useFormat()
  return (
    <Button className="choice" isDisabled={isDisabled} onPress={() => onAnswer(choice.intent)}>
      {choice.key === null ? (
        <span />
      ) : (
        <span aria-hidden="true">
          <kbd>{choice.key}</kbd>
        </span>
      )}
      <span className="title">{choice.title}</span>
      <span className="probability">{choice.probability !== null && probability(choice.probability)}</span>
      <span className="definition" title={choice.definition}>
        {choice.definition}
      </span>
      {choice.example && <span className="example">{t('example', { text: choice.example })}</span>}
    </Button>
  )
}

/** What can be found by typing: the candidates are intents too. */
function everyIntent(item: ReviewItemView) {
  const others = item.other_intents.filter(
    other => !item.candidates.some(candidate => candidate.intent === other.intent),
  )
  return [...item.candidates, ...others]
}
