/** Records as rows of a table: each column has its title and what it shows of a record; one may head the row. */
import type { HTMLAttributes, ReactNode } from 'react'

export interface Column<T> {
  title: string
  /** Said, not shown: a column of buttons. */
  isTitleHidden?: boolean
  /** Says what the row is about. */
  isHead?: boolean
  /** Numbers stand at the right, one below the other. */
  isFigure?: boolean
  cell: (row: T) => ReactNode
  /** The cell's class and marks, where its look follows from the record. */
  look?: (row: T) => HTMLAttributes<HTMLTableCellElement>
}

interface Props<T> {
  rows: readonly T[]
  keyOf: (row: T) => string
  columns: Column<T>[]
  className?: string
}

export function Rows<T>({ rows, keyOf, columns, className }: Props<T>) {
  return (
    <table className={className ? `rows ${className}` : 'rows'}>
      <thead>
        <tr>
          {columns.map(({ title, isTitleHidden, isFigure }) => (
            <th key={title} scope="col" className={isFigure ? 'figure' : undefined}>
              {isTitleHidden ? <span className="visually-hidden">{title}</span> : title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={keyOf(row)}>
            {columns.map(({ title, isHead, isFigure, cell, look }) => {
              const marks = { className: isFigure ? 'figure' : undefined, ...look?.(row) }
              return isHead ? (
                <th key={title} scope="row" {...marks}>
                  {cell(row)}
                </th>
              ) : (
                <td key={title} {...marks}>
                  {cell(row)}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
