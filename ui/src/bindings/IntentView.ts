export type IntentView = { intent: string, title: string, definition: string, };
