/** The live model beside another: each item of evidence with what it is held to, its figure, and how it came out. */
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import type { EvidenceView } from '../../bindings/EvidenceView'
import type { ModelStandingView } from '../../bindings/ModelStandingView'
import { EvidenceFigure, EvidenceRule } from '../../components/Evidence'
import { Keys } from '../../components/Keys'
import { Moment } from '../../components/Moment'
import { useText } from '../../locale'
import { PlaceLink } from '../../location'

interface Props {
  champion: ModelStandingView | null
  others: ModelStandingView[]
  candidate: ModelStandingView | undefined
  onChoose: (version: string) => void
  onAsk: (() => void) | undefined
  onRollBack: (() => void) | undefined
}

const KINDS = ['promise', 'coverage', 'accuracy', 'calibration', 'cases', 'intents'] as const

export function Comparison({ champion, others, candidate, onChoose, onAsk, onRollBack }: Props) {
  const t = useText()
  return (
    <section aria-labelledby="comparison">
      <h2 id="comparison">{t('comparison-title')}</h2>
      <table className="comparison" aria-labelledby="comparison">
        <thead>
          <tr>
            <td />
            <th scope="col">{champion ? <Head model={champion} role={t('comparison-live')} /> : <NoneLive />}</th>
            <th scope="col">
              {candidate ? (
                <>
                  <Head
                    model={candidate}
                    role={t(candidate.was_live ? 'comparison-earlier' : 'comparison-candidate')}
                  />
                  {others.length > 1 && <Chooser others={others} chosen={candidate} onChoose={onChoose} />}
                </>
              ) : (
                <span className="quiet">{t('comparison-no-candidate')}</span>
              )}
            </th>
          </tr>
        </thead>
        <tbody>
          {KINDS.map(kind => (
            <tr key={kind}>
              <th scope="row">
                {t(`evidence-${kind}`)}
                <EvidenceRule kind={kind} items={[candidate, champion].flatMap(each => each?.evidence ?? [])} />
                {kind === 'promise' && champion && (
                  <PlaceLink to={{ screen: 'promise', parameters: {} }}>{t('comparison-to-promise')}</PlaceLink>
                )}
              </th>
              <Cell evidence={of(champion, kind)} />
              <Cell evidence={of(candidate, kind)} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            <td>
              {onRollBack && (
                <Button className="button danger" onPress={onRollBack}>
                  <Keys of="roll-back" inButton /> {t('roll-back')}
                </Button>
              )}
            </td>
            <td>
              {onAsk && (
                <Button className="button primary" onPress={onAsk}>
                  <Keys of="ask-promotion" inButton /> {t('ask-promotion')}
                </Button>
              )}
              {candidate?.pending_approval && <span className="waits">{t('comparison-waits')}</span>}
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

function of(model: ModelStandingView | null | undefined, kind: (typeof KINDS)[number]): EvidenceView | undefined {
  return model?.evidence.find(each => each.item.kind === kind)
}

function Cell({ evidence }: { evidence: EvidenceView | undefined }) {
  return <td>{evidence && <EvidenceFigure evidence={evidence} />}</td>
}

function Head({ model, role }: { model: ModelStandingView; role: string }) {
  const t = useText()
  return (
    <div className="model-head">
      <span className="quiet">{role}</span>
      <strong className="version">{model.version_short}</strong>
      <span className="quiet">
        {t('comparison-trained', { by: model.trained_by })} <Moment at={model.trained_at_ms} />
      </span>
    </div>
  )
}

function NoneLive() {
  const t = useText()
  return (
    <div className="model-head">
      <span className="quiet">{t('comparison-live')}</span>
      <strong>{t('timeline-none')}</strong>
      <span className="quiet">{t('comparison-none-live')}</span>
    </div>
  )
}

function Chooser({
  others,
  chosen,
  onChoose,
}: {
  others: ModelStandingView[]
  chosen: ModelStandingView
  onChoose: (version: string) => void
}) {
  const t = useText()
  return (
    <Select
      className="chooser"
      value={chosen.version_short}
      onChange={version => version !== null && onChoose(String(version))}
    >
      <Label className="visually-hidden">{t('comparison-choose')}</Label>
      <Button className="button">
        <SelectValue>{t('comparison-other')}</SelectValue> <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <ListBox className="menu">
          {others.map(each => (
            <ListBoxItem key={each.version} id={each.version_short} textValue={each.version_short}>
              <span className="version">{each.version_short}</span>{' '}
              <span className="quiet">
                {t(each.was_live ? 'comparison-earlier' : 'comparison-candidate')} · <Moment at={each.trained_at_ms} />
              </span>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}
