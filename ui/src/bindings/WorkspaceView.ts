import type { KeyMode } from "./KeyMode";

export type WorkspaceView = { name: string, folder: string, key_mode: KeyMode, };
