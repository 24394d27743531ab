### The first start, and opening a workspace by its recovery code.

start-step = Step { $step } of { $of }
start-next = Go on
start-back = Back
start-again = The same again
start-differ = The two do not agree. Type both again.
start-least = At least { $least } characters

start-where-title = Make a workspace
start-where-hint = Everything Countersign keeps lies encrypted in one folder on this computer.
start-name = Name
start-name-hint = Your firm or team, as people will read it
start-folder = Folder
start-folder-choose = Choose
start-folder-free = The workspace will be made here.
start-folder-workspace = There is a workspace here already; it is being opened.
start-folder-not_empty = Other files lie here. Choose an empty folder.
start-folder-unusable = No workspace can be made here. Choose a folder on a local disk that you may write to.
start-key = How it opens
start-key-keyring = By the keyring of this desktop
start-key-keyring-hint = It opens by itself once you are signed in to the desktop.
start-key-keyring-none = This desktop has no keyring that can be reached.
start-key-passphrase = By a passphrase
start-key-passphrase-hint = Typed at each start. Whoever starts the console needs it.

start-admin-title = The first administrator
start-admin-hint = Adds people and gives them roles. Administrators read no conversations.
start-make = Make the workspace
start-making = Making the workspace

start-code-title = Keep this recovery code
start-code-hint = It opens the workspace when keyring or passphrase are lost. Without both nobody can, we included.
start-code-once = It is shown this once and kept nowhere. Write it down or print it, and keep it apart from this computer.
start-code-kept = I have kept it
start-code-again = Show the code again
start-confirm-title = Show that you kept it
start-confirm-hint = Type these groups from what you wrote down.
start-group = Group { $number }
start-confirm = Open the workspace
start-confirm-wrong = This is not what was shown. Look at what you wrote down, or show the code again.

fill-title = What comes in?
fill-hint = A model learns from answers of people. Bring your own, or look around first.
fill-own = Your own data
fill-own-hint = Files of past conversations, or of texts with labels: JSON Lines or CSV.
fill-sample = A sample company
fill-sample-hint = Invented people write to an invented company. It adds people who can sign in, trains a model and releases it; for looking around, not for real work.

recover-lost = I have lost it: use the recovery code
recover-back = Back
recover-title = Open by the recovery code
recover-hint = The code stays valid. From now on the workspace opens as you choose here.
recover-code = Recovery code
recover-action = Open the workspace
recover-refused = This code does not open the workspace. Compare it with what you wrote down.

unconfirmed-title = The workspace was made
unconfirmed-hint = Nobody has shown yet that its recovery code was kept. Close this window and start the console again to sign in; keep the code that was shown.
