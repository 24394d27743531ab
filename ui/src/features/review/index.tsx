/** Review: what the engine may not decide alone waits here for a person. List left, item right, hands on the keyboard. */
import { useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import { flushSync } from 'react-dom'
import { FailureNotice } from '../../components/FailureNotice'
import { Keys } from '../../components/Keys'
import { useChoices } from '../../keys/useChoices'
import { useShortcuts } from '../../keys/useShortcuts'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { ActionBar } from './ActionBar'
import { chosenBy, everyIntent } from './choices'
import { isFiltered } from './filter'
import type { Past } from './PastCases'
import { QueueFilters } from './QueueFilters'
import { ReviewItem } from './ReviewItem'
import { ReviewList } from './ReviewList'
import { isHeldByOther, type ReviewDesk, useReview } from './useReview'
import './review.css'

export function Review() {
  const desk = useReview()
  const view = useReviewView()
  useReviewKeys(desk, view)
  useIntentsToChoose(desk)
  const { list, flow } = desk
  if (list.isError && !list.data) return <CannotList desk={desk} />
  // While the rows of another filter are read, those of the one before are there.
  if (flow.filter === null) return <Waiting />
  if (flow.order.length === 0 && !isFiltered(flow.filter)) return <Nothing />
  return (
    <div className="review" data-list={view.listShown || undefined}>
      <Title />
      <Queue desk={desk} view={view} />
      <Item desk={desk} view={view} />
    </div>
  )
}

/** The screen's name for who hears it; to the eye the rail says it, and in a narrow window the list is not there. */
function Title() {
  const t = useText()
  return <h1 className="visually-hidden">{t('review-title')}</h1>
}

/** What the reviewer has opened on this screen; nothing the engine knows of. */
function useReviewView() {
  const [chartShown, setChartShown] = useState(false)
  const [listShown, setListShown] = useState(false)
  const [commentOn, setCommentOn] = useState<string | null>(null)
  const findRef = useRef<HTMLInputElement>(null)
  // Of the item it was opened beside.
  const [past, setPast] = useState<{ itemId: string | null; which: Past | null }>({ itemId: null, which: null })
  const searchRef = useRef<HTMLInputElement>(null)
  const search = () => {
    // In a narrow window the field comes with the list.
    flushSync(() => setListShown(true))
    searchRef.current?.focus()
  }
  const list = { listShown, setListShown, searchRef, search }
  return { ...list, chartShown, setChartShown, commentOn, setCommentOn, findRef, past, setPast }
}

type ReviewViewState = ReturnType<typeof useReviewView>

function useReviewKeys(desk: ReviewDesk, view: ReviewViewState) {
  const { item } = desk
  const answer = (intent: string | null | undefined) => intent && desk.answer({ kind: 'answer', intent })
  useShortcuts({
    accept: () => answer(item.data?.suggestion?.intent),
    choose: event => item.data && answer(chosenBy(item.data, Number(event.key))),
    find: () => view.findRef.current?.focus(),
    escalate: () => desk.answer({ kind: 'escalate' }),
    skip: desk.skip,
    undo: desk.undo,
    comment: () => view.setCommentOn(desk.flow.current),
    next: () => desk.move(1),
    previous: () => desk.move(-1),
    similar: () => desk.item.data?.similar.length && view.setPast({ itemId: desk.flow.current, which: 'similar' }),
    history: () => desk.item.data?.subject_history && view.setPast({ itemId: desk.flow.current, which: 'history' }),
    chart: () => view.setChartShown(shown => !shown),
    renew: desk.renew,
    search: view.search,
    'clear-filters': desk.showAll,
    list: () => view.setListShown(shown => !shown),
  })
}

/** The open item as long as it can be answered. */
function answerable({ flow: { current, marks }, item: { data } }: ReviewDesk) {
  const mark = current === null ? undefined : marks[current]
  const isOpen = data?.item_id === current && (mark === undefined || mark === 'skipped') && !isHeldByOther(data)
  return isOpen ? data : undefined
}

/** Every intent can be chosen from the palette while the item can be answered. */
function useIntentsToChoose(desk: ReviewDesk) {
  const t = useText()
  const item = answerable(desk)
  useChoices(
    (item ? everyIntent(item) : []).map(({ intent, title }) => ({
      id: `answer-${intent}`,
      text: t('palette-answer', { title }),
      run: () => desk.answer({ kind: 'answer', intent }),
    })),
  )
}

function Queue({ desk, view }: { desk: ReviewDesk; view: ReviewViewState }) {
  const t = useText()
  const { flow } = desk
  const select = (id: string) => {
    desk.select(id)
    view.setListShown(false)
  }
  return (
    <section className="queue-pane" aria-label={t('review-list')}>
      <header>
        <h2>{t('review-queue')}</h2>
        <Counts desk={desk} />
      </header>
      <QueueFilters desk={desk} searchRef={view.searchRef} />
      <ReviewList flow={flow} isStale={desk.list.isPlaceholderData} onSelect={select} onMore={desk.more} />
      <Newcomers waiting={flow.newcomers.length} onShow={desk.renew} />
    </section>
  )
}

/** How many wait, of how many, and what is done. */
function Counts({ desk }: { desk: ReviewDesk }) {
  const t = useText()
  const { count } = useFormat()
  const { total, matching, doneToday } = desk
  const left = total === null ? null : t('review-left', { count: count(total) })
  const some = isFiltered(desk.filter) && total !== null && matching !== null
  return (
    <span className="quiet" role="status">
      {some ? t('review-matching', { count: count(matching), total: count(total) }) : left}
      {doneToday !== null && ` · ${t('review-done', { count: count(doneToday) })}`}
    </span>
  )
}

/** Always there, so that nothing moves when something comes. */
function Newcomers({ waiting, onShow }: { waiting: number; onShow: () => void }) {
  const t = useText()
  return (
    <Button className="button plain newcomers" onPress={onShow}>
      <Keys of="renew" inButton />
      {waiting > 0 ? t('newcomers', { count: waiting }) : t('newcomers-none')}
    </Button>
  )
}

function Item({ desk, view }: { desk: ReviewDesk; view: ReviewViewState }) {
  const t = useText()
  const { item, flow } = desk
  const { current } = flow
  const mark = current === null ? undefined : flow.marks[current]
  const data = item.data?.item_id === current ? item.data : undefined
  const back = (itemId: string) => desk.select(itemId)
  return (
    <article className="item" aria-label={t('review-item')}>
      <Button className="button plain list-toggle" onPress={() => view.setListShown(shown => !shown)}>
        <Keys of="list" inButton />
        {t(isFiltered(desk.filter) ? 'review-list-filtered' : 'review-list')}
      </Button>
      <div className="item-body" key={current ?? 'none'}>
        {current === null && (flow.order.length === 0 ? <NoMatch desk={desk} /> : <AllDone desk={desk} />)}
        {current !== null && item.isError && <FailureNotice failure={item.error} />}
        {current !== null && !item.isError && !data && <ItemSkeleton />}
        {data && (
          <ReviewItem
            item={data}
            mark={mark}
            onAnswer={intent => desk.answer({ kind: 'answer', intent })}
            findRef={view.findRef}
            chartShown={view.chartShown}
            onChartShown={view.setChartShown}
            past={view.past.itemId === current ? view.past.which : null}
            onPast={which => view.setPast({ itemId: current, which })}
          />
        )}
      </div>
      <ActionBar
        said={desk.said}
        isDisabled={!answerable(desk)}
        comment={view.commentOn !== null && view.commentOn === current ? desk.comment : null}
        onComment={desk.setComment}
        onCommentShown={() => view.setCommentOn(current)}
        onEscalate={() => desk.answer({ kind: 'escalate' })}
        onSkip={desk.skip}
        onUndo={desk.undo}
        onBackTo={back}
      />
    </article>
  )
}

/** Everything that was shown is done; there may be more. */
function AllDone({ desk }: { desk: ReviewDesk }) {
  const t = useText()
  const some = isFiltered(desk.filter)
  return (
    <div className="empty">
      <h2>{t(some ? 'matching-done-title' : 'all-done-title')}</h2>
      <p>{t('all-done-text')}</p>
      <Button className={some ? 'button' : 'button primary'} onPress={desk.renew}>
        <Keys of="renew" inButton />
        {t('all-done-action')}
      </Button>
      {some && <ShowAll desk={desk} />}
    </div>
  )
}

/** The filter leaves nothing: there is more to do without it. */
function NoMatch({ desk }: { desk: ReviewDesk }) {
  const t = useText()
  const { count } = useFormat()
  return (
    <div className="empty">
      <h2>{t('no-match-title')}</h2>
      <p>{t('no-match-text', { count: desk.total ?? 0, shown: count(desk.total ?? 0) })}</p>
      <ShowAll desk={desk} />
    </div>
  )
}

function ShowAll({ desk }: { desk: ReviewDesk }) {
  const t = useText()
  return (
    <Button className="button primary" onPress={desk.showAll}>
      <Keys of="clear-filters" inButton />
      {t('show-all')}
    </Button>
  )
}

/** Nothing waits: what will appear here, and what fills it. */
function Nothing() {
  const t = useText()
  return (
    <div className="empty">
      <h1>{t('nothing-title')}</h1>
      <p>{t('nothing-text')}</p>
      <p>{t('nothing-fill')}</p>
    </div>
  )
}

function CannotList({ desk }: { desk: ReviewDesk }) {
  const t = useText()
  const { list } = desk
  return (
    <div className="empty">
      <h1>{t('cannot-list-title')}</h1>
      <FailureNotice failure={list.error} />
      <Button className="button primary" onPress={() => list.refetch()}>
        {t('retry')}
      </Button>
      {isFiltered(desk.filter) && <ShowAll desk={desk} />}
    </div>
  )
}

/** The shape of the screen while the list is read, so that nothing jumps when it comes. */
function Waiting() {
  const t = useText()
  return (
    <div className="review" aria-busy="true">
      <Title />
      <section className="queue-pane" aria-label={t('review-list')}>
        <header>
          <h2>{t('review-queue')}</h2>
        </header>
        <div className="skeleton-rows" />
      </section>
      <article className="item" aria-label={t('review-item')}>
        <ItemSkeleton />
      </article>
    </div>
  )
}

function ItemSkeleton() {
  return (
    <div className="item-skeleton" aria-busy="true">
      <div className="skeleton" />
      <div className="skeleton" />
      <div className="skeleton" />
    </div>
  )
}
