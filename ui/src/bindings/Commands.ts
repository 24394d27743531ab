// Generated from the commands of the window. Do not edit.
import type { Change } from "./Change";
import type { ReviewItemRequest } from "./ReviewItemRequest";
import type { ReviewItemView } from "./ReviewItemView";
import type { ReviewListRequest } from "./ReviewListRequest";
import type { ReviewListView } from "./ReviewListView";
import type { ReviewSubmitRequest } from "./ReviewSubmitRequest";
import type { ReviewSubmittedView } from "./ReviewSubmittedView";
import type { ReviewUndoneView } from "./ReviewUndoneView";
import type { SessionView } from "./SessionView";
import type { SignInRequest } from "./SignInRequest";
import type { StatusView } from "./StatusView";
import type { StopRequest } from "./StopRequest";
import type { UnlockRequest } from "./UnlockRequest";
import type { Channel } from "@tauri-apps/api/core";

export interface Commands {
  changes_subscribe: { arguments: { channel: Channel<Change> }; result: void };
  session_state: { arguments: Record<string, never>; result: SessionView };
  session_unlock: { arguments: { request: UnlockRequest }; result: SessionView };
  session_sign_in: { arguments: { request: SignInRequest }; result: SessionView };
  session_sign_out: { arguments: Record<string, never>; result: SessionView };
  workspace_take_over: { arguments: Record<string, never>; result: SessionView };
  status_read: { arguments: Record<string, never>; result: StatusView };
  stop_engage: { arguments: { request: StopRequest }; result: StatusView };
  stop_lift: { arguments: { request: StopRequest }; result: StatusView };
  review_list: { arguments: { request: ReviewListRequest }; result: ReviewListView };
  review_open: { arguments: { request: ReviewItemRequest }; result: ReviewItemView };
  review_claim: { arguments: { request: ReviewItemRequest }; result: ReviewItemView };
  review_submit: { arguments: { request: ReviewSubmitRequest }; result: ReviewSubmittedView };
  review_skip: { arguments: { request: ReviewItemRequest }; result: void };
  review_undo: { arguments: Record<string, never>; result: ReviewUndoneView };
}
