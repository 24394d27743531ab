### Settings: people, looks, the workspace, about.

screen-settings = Settings

people-title = People and roles
people-name = Name
people-roles = Roles
people-state = State
people-no-role = none
people-enabled = can sign in
people-disabled = disabled since
people-add = Add a person
people-change = Change
people-change-of = Change { $name }
people-add-title = Add a person
people-change-title = Change { $name }
people-new-password = New password, where it shall change
people-disable = Disable
people-enable = Let sign in again
people-save = Save
role-supervisor-may = answers what waits for a person, may stop everything
role-compliance_officer-may = audits, approves, lifts a stop, rolls back
role-model_steward-may = imports, trains, asks for release, rolls back
role-administrator-may = people, settings, backup; reads no conversations
role-auditor-may = reads everything, changes nothing

looks-title = How it looks
language = Language
language-system = As the desktop
language-en = English
language-de = Deutsch
looks-keys = Every key

workspace-title = Workspace
workspace-back-up = Write a backup
workspace-policy = What the policy sets changes with two people, in
workspace-policy-link = Policy
governed-title = What holds for everybody
governed-budget = Error budget
governed-hold-back = Hold-back
governed-sample = Random sample
governed-queue = Time in { $queue }
governed-within = A person answers within { $time }
governed-folder = Watched folder
workspace-stale-after = The watched folder is stale after
health-folder = Folder
health-file-system = File system
health-holder = Held by
health-key-file = Key
health-keyring = Keyring
health-database = Database
health-stop = STOP
health-free-space = Room on the disk
health-outcome-good = good
health-outcome-bad = wrong
health-outcome-skipped = not looked at

about-title = About
about-version = Countersign { $version }
about-text = It opens no network connection. Everything it keeps lies encrypted in the folder of the workspace.
about-notices = The database is SQLCipher, © Zetetic LLC, under a BSD licence, over SQLite, which is in the public domain.
about-licences = Show the { $count } libraries and their licences
about-library = Library
about-library-version = Version
about-licence = Licence
