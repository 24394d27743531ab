//! The questions put to people: the queue, an item, the answer.

use countersign_api::{
    Failure, ReviewFiguresView, ReviewFilterRequest, ReviewItemRequest, ReviewItemView, ReviewListRequest,
    ReviewListView, ReviewOpenRequest, ReviewPastView, ReviewSubmitRequest, ReviewSubmittedView, ReviewUndoneView,
};
use countersign_domain::{Actor, ReviewItemId};
use countersign_engine::chart::ReliabilityText;
use countersign_engine::{Clock, Engine, Error};
use tauri::State;

use crate::state::Console;

/// The longest page; see `ReviewListRequest::limit`.
const LONGEST_PAGE: u64 = 200;

/// A page of the queue, most urgent first.
#[tauri::command]
pub async fn review_list(console: State<'_, Console>, request: ReviewListRequest) -> Result<ReviewListView, Failure> {
    let limit = request.limit.clamp(1, LONGEST_PAGE);
    let after = request.key();
    let Some(filter) = request.filter.queue_filter() else { return Err(no_such_filter()) };
    console
        .run(move |engine, actor| {
            let page = engine.queue(actor, &filter, after.as_ref(), limit)?;
            let view = ReviewListView::of(page, &engine.policy(actor)?, limit, Clock::system().now());
            Ok(view.named(&engine.people(actor)?))
        })
        .await
}

/// What a filter of the queue matches, in figures.
#[tauri::command]
pub async fn review_figures(
    console: State<'_, Console>,
    request: ReviewFilterRequest,
) -> Result<ReviewFiguresView, Failure> {
    let Some(filter) = request.queue_filter() else { return Err(no_such_filter()) };
    console
        .run(move |engine, actor| {
            Ok(ReviewFiguresView::of(engine.queue_figures(actor, &filter)?, &engine.policy(actor)?))
        })
        .await
}

/// An item with everything its reviewer needs.
#[tauri::command]
pub async fn review_open(console: State<'_, Console>, request: ReviewOpenRequest) -> Result<ReviewItemView, Failure> {
    let (item, words) = (ReviewItemId::new(request.item_id), request.words.into());
    console.run(move |engine, actor| open(engine, actor, &item, &words)).await
}

/// Cases that people answered where the engine suggested the same.
#[tauri::command]
pub async fn review_similar(
    console: State<'_, Console>,
    request: ReviewItemRequest,
) -> Result<ReviewPastView, Failure> {
    let item = ReviewItemId::new(request.item_id);
    let past = move |engine: &Engine, actor: &Actor| {
        Ok(ReviewPastView::of(engine.similar_cases(actor, &item)?, &engine.policy(actor)?))
    };
    console.run(past).await
}

/// Earlier conversations of the same customer.
#[tauri::command]
pub async fn review_history(
    console: State<'_, Console>,
    request: ReviewItemRequest,
) -> Result<ReviewPastView, Failure> {
    let item = ReviewItemId::new(request.item_id);
    let past = move |engine: &Engine, actor: &Actor| {
        Ok(ReviewPastView::of(engine.subject_history(actor, &item)?, &engine.policy(actor)?))
    };
    console.run(past).await
}

/// Takes or prolongs the lease on an item.
#[tauri::command]
pub async fn review_claim(console: State<'_, Console>, request: ReviewOpenRequest) -> Result<ReviewItemView, Failure> {
    let (item, words) = (ReviewItemId::new(request.item_id), request.words.into());
    console
        .run(move |engine, actor| {
            engine.claim(actor, &item)?;
            open(engine, actor, &item, &words)
        })
        .await
}

/// Takes the response to an item.
#[tauri::command]
pub async fn review_submit(
    console: State<'_, Console>,
    request: ReviewSubmitRequest,
) -> Result<ReviewSubmittedView, Failure> {
    let answer = request.answer().ok_or_else(|| Failure::input("an answer names an intent"))?;
    let item = ReviewItemId::new(&request.item_id);
    let comment = request.comment.filter(|comment| !comment.trim().is_empty());
    console
        .run(move |engine, actor| engine.submit(actor, &item, request.version, &answer, comment.as_deref()))
        .await
        .map(Into::into)
}

/// Puts an item aside for this person.
#[tauri::command]
pub async fn review_skip(console: State<'_, Console>, request: ReviewItemRequest) -> Result<(), Failure> {
    let item = ReviewItemId::new(request.item_id);
    console.run(move |engine, actor| engine.skip(actor, &item)).await
}

/// Takes the person's last response back.
#[tauri::command]
pub async fn review_undo(console: State<'_, Console>) -> Result<ReviewUndoneView, Failure> {
    let item = console.run(|engine, actor| engine.undo(actor)).await?;
    Ok(ReviewUndoneView { item_id: item.to_string() })
}

fn open(engine: &Engine, actor: &Actor, item: &ReviewItemId, words: &ReliabilityText) -> Result<ReviewItemView, Error> {
    let detail = engine.review_item(actor, item)?;
    Ok(ReviewItemView::of(detail, &engine.policy(actor)?, &actor.id(), Clock::system().now(), words))
}

fn no_such_filter() -> Failure {
    Failure::input("the filter names a reason, channel or state that there is none of")
}
