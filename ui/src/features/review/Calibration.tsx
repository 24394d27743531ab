/** How far the suggestion's figure can be trusted: the chart and its figures, when they are asked for. */
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import type { ChartView } from '../../bindings/ChartView'
import { Chart } from '../../components/Chart'
import { Keys } from '../../components/Keys'
import { useText } from '../../locale'

interface Props {
  chart: ChartView | null
  isShown: boolean
  onShown: (isShown: boolean) => void
}

export function Calibration({ chart, isShown, onShown }: Props) {
  const t = useText()
  if (!chart) return null
  return (
    <Disclosure isExpanded={isShown} onExpandedChange={onShown} className="calibration">
      <Heading level={3}>
        <Button slot="trigger" className="button plain">
          <Keys of="chart" inButton />
          {t('calibration')}
        </Button>
      </Heading>
      <DisclosurePanel>{isShown && <Chart chart={chart} />}</DisclosurePanel>
    </Disclosure>
  )
}
