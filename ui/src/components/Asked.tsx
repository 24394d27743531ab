/** What a screen asked for: its shape while it is read, what went wrong with the way to ask again, and then itself. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useText } from '../locale'
import { FailureNotice } from './FailureNotice'
import { Reading } from './Reading'

interface Props<T> {
  query: { data: T | undefined; error: unknown; refetch: () => unknown }
  children: (data: T) => ReactNode
}

export function Asked<T>({ query: { data, error, refetch }, children }: Props<T>) {
  const t = useText()
  return (
    <>
      {error != null && (
        <div className="asked-failed">
          <FailureNotice failure={error} />
          <Button className="button" onPress={() => refetch()}>
            {t('retry')}
          </Button>
        </div>
      )}
      {data === undefined && error == null && <Reading />}
      {data !== undefined && children(data)}
    </>
  )
}
