/** Keeps a fault in one view from leaving a blank window: says so, and offers to draw the view again. */
import { Component, type ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useText } from '../locale'

interface Props {
  children: ReactNode
}

interface State {
  fault: Error | null
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { fault: null }

  static getDerivedStateFromError(fault: Error): State {
    return { fault }
  }

  override render() {
    const { fault } = this.state
    if (!fault) return this.props.children
    return <Fault fault={fault} onRetry={() => this.setState({ fault: null })} />
  }
}

function Fault({ fault, onRetry }: { fault: Error; onRetry: () => void }) {
  const t = useText()
  return (
    <div className="entrance">
      <main>
        <div className="sheet" role="alert">
          <h1>{t('fault-title')}</h1>
          <p>{t('fault-text')}</p>
          <p className="notice">
            <span className="code">{fault.message}</span>
          </p>
          <Button className="button primary" onPress={onRetry}>
            {t('fault-retry')}
          </Button>
        </div>
      </main>
    </div>
  )
}
