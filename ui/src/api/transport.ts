/** The one way out of the page: a command by name, its request, its answer or a failure. */
import { Channel, invoke } from '@tauri-apps/api/core'
import type { Failure } from '../bindings/Failure'

/** A refusal or fault of the engine. Views match `code`, never the message. */
export class ApiFailure extends Error {
  readonly code: string
  readonly details: Failure['details']

  constructor(failure: Failure) {
    super(failure.message)
    this.name = 'ApiFailure'
    this.code = failure.code
    this.details = failure.details
  }
}

/** Calls a command. Rejects with an `ApiFailure`, whatever went wrong. */
export async function ask<Answer>(command: string, request?: object): Promise<Answer> {
  try {
    return await invoke<Answer>(command, request && { request })
  } catch (refused) {
    throw asFailure(refused)
  }
}

/** Calls a command that keeps sending. Rejects when it could not begin. */
export async function listen<Message>(command: string, onMessage: (message: Message) => void): Promise<void> {
  const channel = new Channel<Message>()
  channel.onmessage = onMessage
  try {
    await invoke(command, { channel })
  } catch (refused) {
    throw asFailure(refused)
  }
}

/** What was thrown, as a failure; the shell's own refusals are texts and become `Internal`. */
export function asFailure(thrown: unknown): ApiFailure {
  if (thrown instanceof ApiFailure) return thrown
  if (isFailure(thrown)) return new ApiFailure(thrown)
  return new ApiFailure({ code: 'Internal', message: String(thrown), details: null })
}

function isFailure(thrown: unknown): thrown is Failure {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown
}
