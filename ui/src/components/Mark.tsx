/** The countersign: a check on a signature line. The same drawing as `icons/icon.svg`. */
export function Mark() {
  return (
    <svg className="countersign" viewBox="0 0 512 512" aria-hidden="true" focusable="false">
      <rect x="16" y="16" width="480" height="480" rx="104" fill="#0f3d4c" />
      <path
        d="M136 232 L228 322 L392 126"
        fill="none"
        stroke="#ffffff"
        strokeWidth="52"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M120 408 H392" fill="none" stroke="#7fc4cf" strokeWidth="28" strokeLinecap="round" />
    </svg>
  )
}
