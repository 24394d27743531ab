import type { Failure } from "./Failure";
import type { PersonView } from "./PersonView";
import type { SessionPhase } from "./SessionPhase";
import type { WorkspaceView } from "./WorkspaceView";

export type SessionView = { workspace: WorkspaceView, phase: SessionPhase, person: PersonView | null, holder: string | null, failure: Failure | null, };
