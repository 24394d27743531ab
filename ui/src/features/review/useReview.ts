/**
 * What a reviewer can do, and what came of it. Answers are shown as done at once and sent in order; one that is refused
 * comes back with the reason.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { asFailure, keys, queries, useApi } from '../../api'
import type { CalibrationWords } from '../../bindings/CalibrationWords'
import type { ReviewItemView } from '../../bindings/ReviewItemView'
import { useCalibrationWords } from '../../components/chartWords'
import { useMay } from '../../components/person'
import { useStable } from '../../components/useStable'
import type { Args } from '../../locale'
import { type Parameters, useParameters } from '../../location'
import { everyIntent } from './choices'
import { isSameFilter, NO_FILTER, requestOf } from './filter'
import { type Flow, following, type Mark, start, step } from './flow'

/** An item that is only passed by on the way to another is not claimed. */
const CLAIM_AFTER_MS = 600

/** The line at the bottom: what was done last, or why it could not be. */
export type Said =
  | { kind: 'done'; textId: string; args?: Args; undoUntilMs: number }
  | { kind: 'said'; textId: string; args?: Args }
  | { kind: 'failed'; failure: unknown; itemId: string | null }

export type Answer = { kind: 'answer'; intent: string } | { kind: 'escalate' }

export function useReview() {
  const api = useApi()
  const cache = useQueryClient()
  const [parameters, change] = useParameters()
  const filter = useStable(requestOf(parameters))
  const list = useQuery(queries.reviewList(api, filter))
  const figures = useQuery(queries.reviewFigures(api, filter))
  const [flow, dispatch] = useReducer(step, start)
  const [said, setSaid] = useState<Said | null>(null)
  const [written, setWritten] = useState({ itemId: '', text: '' })
  const inOrder = useInOrder()
  const mayAnswer = useMay()('review_answer')

  const page = list.isPlaceholderData ? undefined : list.data
  useEffect(() => {
    if (page) dispatch({ kind: 'listed', page, filter })
  }, [page, filter])

  const { next } = flow
  const { mutate: read, isPending: isReading } = useMutation({
    mutationFn: (after: string) => api.review.list(filter, after),
    onSuccess: page => dispatch({ kind: 'continued', page, filter }),
  })
  const more = useCallback(() => {
    if (next !== null && !isReading && isSameFilter(flow.filter, filter)) read(next)
  }, [next, isReading, flow.filter, filter, read])

  const words = useCalibrationWords()
  const item = useOpenItem(flow, mayAnswer, words)
  const current = flow.current
  // A comment belongs to the item it was written for.
  const comment = written.itemId === current ? written.text : ''

  const fail = useCallback((failure: unknown, itemId: string | null) => {
    setSaid({ kind: 'failed', failure, itemId })
  }, [])

  const leave = (mark: Mark, send: (left: ReviewItemView) => Promise<Said | null>) => {
    const left = mayAnswer ? item.data : undefined
    if (!left || left.item_id !== current || flow.marks[left.item_id] || isHeldByOther(left)) return
    dispatch({ kind: 'marked', id: left.item_id, mark })
    inOrder(async () => {
      try {
        setSaid(await send(left))
      } catch (failure) {
        dispatch({ kind: 'unmarked', id: left.item_id })
        fail(failure, left.item_id)
      }
      await cache.invalidateQueries({ queryKey: keys.reviewItem(left.item_id), refetchType: 'none' })
      // The next answer does not wait for the list.
      cache.invalidateQueries({ queryKey: keys.reviewList })
      cache.invalidateQueries({ queryKey: keys.reviewFigures })
    })
  }

  return {
    flow,
    said,
    item,
    comment,
    setComment: (text: string) => setWritten({ itemId: current ?? '', text }),
    list,
    /** Asks for the rows after those that are shown, where there are more. */
    more,
    /** What is asked for; the rows follow. */
    filter,
    figures: figures.data,
    /** How many match, once that is known of this filter. */
    matching: figures.isPlaceholderData ? null : (figures.data?.n ?? null),
    choose: (chosen: Parameters) => change(chosen),
    showAll: () => change(NO_FILTER),
    total: list.data?.total ?? null,
    doneToday: list.data?.done_today ?? null,
    select: (id: string) => dispatch({ kind: 'selected', id }),
    move: (by: 1 | -1) => dispatch({ kind: 'moved', by }),
    renew: () => page && dispatch({ kind: 'renewed', page }),
    answer: (answer: Answer) =>
      leave(answer.kind === 'answer' ? 'answered' : 'escalated', async left => {
        if (!left.claim?.mine) await api.review.claim(left.item_id, words)
        const done = await api.review.submit({
          item_id: left.item_id,
          version: left.version,
          kind: answer.kind,
          intent: answer.kind === 'answer' ? answer.intent : null,
          comment: comment.trim() || null,
        })
        return { kind: 'done', ...sentence(left, answer), undoUntilMs: done.undo_until_ms }
      }),
    skip: () =>
      leave('skipped', async left => {
        await api.review.skip(left.item_id)
        return null
      }),
    undo: () =>
      mayAnswer &&
      inOrder(async () => {
        try {
          const undone = await api.review.undo()
          cache.removeQueries({ queryKey: keys.reviewItem(undone.item_id) })
          dispatch({ kind: 'undone', id: undone.item_id })
          setSaid({ kind: 'said', textId: 'said-undone' })
        } catch (failure) {
          if (asFailure(failure).code === 'input') setSaid({ kind: 'said', textId: 'said-nothing-to-undo' })
          else fail(failure, null)
        }
        cache.invalidateQueries({ queryKey: keys.reviewFigures })
        await cache.invalidateQueries({ queryKey: keys.reviewList })
      }),
  }
}

export type ReviewDesk = ReturnType<typeof useReview>

/** What was recorded, in the words of its intent. */
function sentence(item: ReviewItemView, answer: Answer): { textId: string; args?: Args } {
  if (answer.kind === 'escalate') return { textId: 'said-escalated' }
  const chosen = everyIntent(item).find(each => each.intent === answer.intent)
  return { textId: 'said-answered', args: { title: chosen?.title ?? answer.intent } }
}

export function isHeldByOther(item: ReviewItemView): boolean {
  return item.claim !== null && !item.claim.mine
}

/** The current item; the next one is fetched before it is needed, and the current one claimed once it is looked at. */
function useOpenItem(flow: Flow, mayAnswer: boolean, words: CalibrationWords) {
  const api = useApi()
  const cache = useQueryClient()
  const { current } = flow
  const next = following(flow, current)
  const item = useQuery({ ...queries.reviewItem(api, current ?? '', words), enabled: current !== null })
  useEffect(() => {
    if (next !== null) cache.prefetchQuery(queries.reviewItem(api, next, words))
  }, [api, cache, next, words])

  const free = item.data?.claim === null ? item.data : null
  const marked = current !== null && flow.marks[current] !== undefined
  useEffect(() => {
    if (!free || marked || !mayAnswer) return
    const claim = () =>
      api.review
        .claim(free.item_id, words)
        .then(claimed => cache.setQueryData(keys.reviewItem(free.item_id), claimed))
        // Somebody was faster: who holds it stands in the item itself.
        .catch(() => cache.invalidateQueries({ queryKey: keys.reviewItem(free.item_id) }))
    const timer = setTimeout(claim, CLAIM_AFTER_MS)
    return () => clearTimeout(timer)
  }, [api, cache, free, marked, mayAnswer, words])
  return item
}

/** Runs one task after the other, so that U takes back what was done last, however fast the keys were. */
function useInOrder() {
  const tail = useRef<Promise<void>>(Promise.resolve())
  return useCallback((task: () => Promise<void>) => {
    tail.current = tail.current.then(task)
  }, [])
}
