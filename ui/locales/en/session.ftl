### Before the console: unlock, sign in.

## Before the console: unlock, sign in

entrance-workspace = { $name } · { $folder }
entrance-local = Everything stays on this computer. The program opens no network connection.
signin-title = Sign in
signin-hint = What you decide is recorded under your name.
signin-name = Name
signin-password = Password
signin-action = Sign in
unlock-title = Unlock the workspace
unlock-hint = The key is made from the passphrase each time. Without it, or the recovery code, nobody can read the workspace, not even from a backup.
unlock-passphrase = Passphrase
unlock-action = Unlock
unlock-refused = This passphrase does not open the workspace. Type it again.
held-title = The workspace is in use
held-by = { $holder } holds it. One process holds a workspace at a time.
held-by-unknown = Another process holds it. One process holds a workspace at a time.
held-hint-wait = End that program, then try again. Nothing is lost meanwhile.
held-hint = If you take over, it finishes what it has begun, releases the workspace and ends. Nothing is lost.
held-action = Take over
cannot-open-title = The workspace cannot be opened
cannot-open-hint = Nothing in it was changed.
cannot-open-retry = Try again
