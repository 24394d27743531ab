//! The window gives its page nothing that the page does not need.

use countersign_window_tests::{Desk, policy};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn the_policy_that_the_browser_applies_is_the_one_configured() -> anyhow::Result<()> {
    let workspace = tempfile::tempdir()?;
    let desk = Desk::open(workspace.path()).await?;

    let mut effective = policy::effective(&desk).await?;
    let scripts = effective.get_mut("script-src").expect("the configured policy names script-src");
    let hashes: Vec<String> = scripts.iter().filter(|source| source.starts_with("'sha256-")).cloned().collect();
    hashes.iter().for_each(|hash| assert!(scripts.remove(hash)));
    assert_eq!(effective, policy::configured()?, "the shell may add hashes of its own page's scripts and nothing else");

    desk.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_let_text_become_code_is_refused() -> anyhow::Result<()> {
    let workspace = tempfile::tempdir()?;
    let desk = Desk::open(workspace.path()).await?;
    let attempts = [
        "document.createElement('b').innerHTML = '<i>x</i>'",
        "document.createElement('b').innerHTML = ''",
        "document.createElement('script').textContent = 'x'",
        "new DOMParser().parseFromString('<svg/>', 'image/svg+xml')",
        "setTimeout('x', 0)",
        "new Function('return 1')",
        "eval('1')",
        "trustedTypes.createPolicy('mine', { createHTML: x => x })",
        "new Worker('data:text/javascript,1')",
        "Object.prototype.injected = 1; if (!({}).injected) throw new Error('frozen')",
    ];
    for attempt in attempts {
        // The driver's own scripts are exempt from some of the policy, so the attempt runs from an event of the page.
        let script = format!(
            "const done = arguments[arguments.length - 1];
             addEventListener('attempt', () => {{ try {{ {attempt}; done('allowed') }} catch (e) {{ done('refused') }} }},
               {{ once: true }});
             dispatchEvent(new Event('attempt'))"
        );
        let answer = desk.web().execute_async(script, Vec::new()).await?;
        assert_eq!(answer.json(), &json!("refused"), "{attempt}: customer text must never become markup or code");
    }
    desk.run("window.__violations.splice(0)").await?;
    desk.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_reaches_nothing_but_its_commands() -> anyhow::Result<()> {
    let workspace = tempfile::tempdir()?;
    let desk = Desk::open(workspace.path()).await?;

    assert_eq!(desk.run("return typeof window.__TAURI__").await?, json!("undefined"), "no global shell");
    for command in ["plugin:event|listen", "plugin:window|close", "plugin:app|version", "no_such_command"] {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             __TAURI_INTERNALS__.invoke({}).then(() => done('allowed'), refused => done(String(refused)))",
            Value::from(command)
        );
        let answer = desk.web().execute_async(script, Vec::new()).await?;
        let refusal = answer.json().as_str().unwrap_or_default().to_owned();
        assert!(
            refusal.contains("not allowed") || refusal.contains("not found"),
            "{command} must be refused: {refusal}"
        );
    }

    let script = "const done = arguments[arguments.length - 1];
        fetch('https://example.org').then(() => done('allowed'), () => done('refused'))";
    let answer = desk.web().execute_async(script, Vec::new()).await?;
    assert_eq!(answer.json(), &json!("refused"), "the page opens no connection");

    desk.run("location.href = 'https://example.org/'").await?;
    desk.run("window.open('https://example.org/')").await?;
    assert_eq!(desk.run("return location.origin").await?, json!("tauri://localhost"), "no other page is ever shown");
    assert_eq!(desk.web().windows().await?.len(), 1, "no second window opens");

    desk.run("window.__violations.splice(0)").await?;
    desk.close().await
}
