//! Settings: people and roles, a look at the workspace, a backup.

use countersign_api::{
    DoctorView, Failure, PeopleView, PersonAddRequest, PersonChangeRequest, WorkKind, WorkOutcomeView,
};
use countersign_engine::{LEAST_PASSWORD, PersonChange};
use tauri::{AppHandle, State};

use crate::dialog::{Choice, choose};
use crate::state::Console;

/// Everybody.
#[tauri::command]
pub async fn people_list(console: State<'_, Console>) -> Result<PeopleView, Failure> {
    let mut people = console.run(|engine, actor| engine.people(actor)).await?;
    people.sort_by_key(|person| (person.disabled_at.is_some(), person.name.to_lowercase()));
    let people = people.into_iter().map(Into::into).collect();
    Ok(PeopleView { people, least_password: LEAST_PASSWORD as u32 })
}

/// Adds a person.
#[tauri::command]
pub async fn person_add(console: State<'_, Console>, request: PersonAddRequest) -> Result<(), Failure> {
    let PersonAddRequest { name, roles, password } = request;
    console.run(move |engine, actor| engine.add_person(actor, &name, &roles, &password).map(drop)).await
}

/// Changes a person.
#[tauri::command]
pub async fn person_change(console: State<'_, Console>, request: PersonChangeRequest) -> Result<(), Failure> {
    console
        .run(move |engine, actor| {
            let change = PersonChange {
                roles: request.roles,
                password: request.password.as_deref(),
                disabled: request.disabled,
            };
            engine.change_person(actor, &request.name, &change).map(drop)
        })
        .await
}

/// Looks at the workspace.
#[tauri::command]
pub async fn workspace_health(console: State<'_, Console>) -> Result<DoctorView, Failure> {
    console
        .run(|engine, actor| Ok(DoctorView::of(engine.examine(actor)?, engine.folder(), env!("CARGO_PKG_VERSION"))))
        .await
}

/// Writes a backup into a folder that the desktop's dialog asks for; nothing where it was turned down.
#[tauri::command]
pub async fn workspace_back_up(app: AppHandle, console: State<'_, Console>) -> Result<(), Failure> {
    let Some(folder) = choose(&app, Choice::Folder).await.into_iter().next() else { return Ok(()) };
    let target = folder.join(jiff::Zoned::now().strftime("countersign-%Y-%m-%d-%H%M%S").to_string());
    console
        .begin(WorkKind::Backup, None, move |engine, actor, _| {
            let written = engine.back_up(actor, &target)?;
            Ok(WorkOutcomeView::Written { folder: written.display().to_string() })
        })
        .await
}
