/** The one way out of the page: a command by name, its request, its answer or a failure. Typed by the engine's table. */
import { Channel, invoke } from '@tauri-apps/api/core'
import type { Commands } from '../bindings/Commands'
import type { Failure } from '../bindings/Failure'
import type { FailureCode } from '../bindings/FailureCode'

/** Commands that answer once. */
export type Question = {
  [Name in keyof Commands]: Commands[Name]['arguments'] extends { channel: unknown } ? never : Name
}[keyof Commands]

export type Answer<Name extends keyof Commands> = Commands[Name]['result']

type Request<Name extends keyof Commands> = Commands[Name]['arguments'] extends { request: infer Given } ? [Given] : []

/** A refusal or fault of the engine. Views match `code`, never the message. */
export class ApiFailure extends Error {
  readonly code: FailureCode

  constructor(failure: Failure) {
    super(failure.message)
    this.name = 'ApiFailure'
    this.code = failure.code
  }
}

/** Calls a command. Rejects with an `ApiFailure`, whatever went wrong. */
export async function ask<Name extends Question>(command: Name, ...[request]: Request<Name>): Promise<Answer<Name>> {
  try {
    return await invoke<Answer<Name>>(command, request === undefined ? undefined : { request })
  } catch (refused) {
    throw asFailure(refused)
  }
}

type Message<Name extends keyof Commands> = Commands[Name]['arguments'] extends { channel: Channel<infer Sent> }
  ? Sent
  : never

/** Calls a command that keeps sending. Rejects when it could not begin. */
export async function listen<Name extends keyof Commands>(
  command: Name,
  onMessage: (message: Message<Name>) => void,
): Promise<void> {
  const channel = new Channel<Message<Name>>()
  channel.onmessage = onMessage
  try {
    await invoke(command, { channel })
  } catch (refused) {
    throw asFailure(refused)
  }
}

/** What was thrown, as a failure; the shell's own refusals are texts and become `internal`. */
export function asFailure(thrown: unknown): ApiFailure {
  if (thrown instanceof ApiFailure) return thrown
  if (isFailure(thrown)) return new ApiFailure(thrown)
  return new ApiFailure({ code: 'internal', message: String(thrown) })
}

function isFailure(thrown: unknown): thrown is Failure {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown
}
