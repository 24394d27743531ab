/**
 * The promise: what is promised now and what it rests on, then what another promise would mean. It reads top-down like a
 * finding: the sentence, the figures, the chart, the tables, the method. The figures are those of one moment until somebody
 * renews them.
 */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Button } from 'react-aria-components'
import { promiseQueries, queries, useApi } from '../../api'
import type { PromiseBoardRequest } from '../../bindings/PromiseBoardRequest'
import { Asked } from '../../components/Asked'
import { rateWords } from '../../components/chartWords'
import { Keys } from '../../components/Keys'
import { Reading } from '../../components/Reading'
import { useAsked } from '../../components/useAsked'
import { useShortcuts } from '../../keys/useShortcuts'
import { useText } from '../../locale'
import { useFormat, useNow } from '../../locale/format'
import { useParameters } from '../../location'
import { chosenIn } from './choices'
import { Now } from './Now'
import { WhatIf } from './WhatIf'
import './promise.css'

/** Promises that are weighed beside the one of now: largest shares of wrong ones. */
const OTHERS = [0.005, 0.01, 0.02, 0.03, 0.05, 0.1]

export function Promised() {
  const t = useText()
  const api = useApi()
  const { data: status } = useQuery(queries.status(api))
  return (
    <div className="page promise">
      {status ? <Board alpha={status.promise_alpha} /> : <h1>{t('screen-promise')}</h1>}
      {!status && <Reading />}
    </div>
  )
}

/** `alpha`: the share that is promised now. */
function Board({ alpha }: { alpha: number }) {
  const t = useText()
  const api = useApi()
  const { clock } = useFormat()
  const now = useNow()
  const { askedMs, askAgain } = useAsked()
  const request = useRequest(alpha)
  const asked = useQuery(promiseQueries.board(api, request, askedMs))
  useShortcuts({ renew: askAgain })
  return (
    <>
      <header className="page-head">
        <h1>{t('screen-promise')}</h1>
        <Button className="button plain" onPress={askAgain}>
          <Keys of="renew" inButton />
          {t('promise-as-of', { time: clock(askedMs, now) })}
        </Button>
      </header>
      <Asked query={asked}>
        {({ promise, what_if, chart }) =>
          promise ? (
            <div className="promise-body" aria-busy={asked.isPlaceholderData || undefined}>
              <Now promise={promise} />
              {what_if && (
                <WhatIf
                  view={what_if}
                  chart={chart}
                  names={request.names}
                  onSave={format => api.promise.save(request, format)}
                />
              )}
            </div>
          ) : (
            <NoModel />
          )
        }
      </Asked>
    </>
  )
}

function useRequest(alpha: number): PromiseBoardRequest {
  const t = useText()
  const { percent } = useFormat()
  const [parameters] = useParameters()
  const { minutes, days, per } = chosenIn(parameters)
  return useMemo(() => {
    const alphas = [...new Set([...OTHERS, alpha])].sort((one, other) => one - other)
    return {
      what_if: { alphas, delta: null, per, days, cost_of_error: 0, minutes_per_answer: minutes },
      names: alphas.map(each => t(each === alpha ? 'promise-limit-now' : 'promise-limit', { alpha: percent(each) })),
      words: rateWords(t, {
        title: t('promise-chart'),
        description: t('promise-chart-text'),
        row: t('promise-column-promise'),
        rate: t('promise-chart-rate'),
      }),
    }
  }, [t, percent, alpha, minutes, days, per])
}

function NoModel() {
  const t = useText()
  return (
    <div className="empty">
      <h2>{t('promise-no-model-title')}</h2>
      <p>{t('promise-no-model-text')}</p>
    </div>
  )
}
