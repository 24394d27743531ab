/** How far the suggestion's figure can be trusted: the chart and its figures, when they are asked for. */
import { useEffect, useRef } from 'react'
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
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isShown) box.current?.scrollIntoView({ block: 'start' })
  }, [isShown])
  if (!chart) return null
  return (
    <Disclosure ref={box} isExpanded={isShown} onExpandedChange={onShown} className="calibration">
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
