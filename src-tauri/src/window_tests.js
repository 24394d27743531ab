// Part of the build for window tests only: keeps what the page's policy refused, from before the page's first script.
const violations = []
Object.defineProperty(window, '__violations', { value: violations })
document.addEventListener('securitypolicyviolation', event => {
  violations.push({
    directive: event.effectiveDirective,
    blocked: event.blockedURI,
    sample: event.sample,
    source: event.sourceFile,
    policy: event.originalPolicy,
  })
})
