/** Fields of a form, each with its label: text, a quantity with its unit, a choice of a few. */
import type { ReactNode } from 'react'
import {
  Button,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  NumberField,
  type NumberFieldProps,
  Popover,
  Select,
  SelectValue,
  Text,
  TextField,
  type TextFieldProps,
} from 'react-aria-components'

interface FieldProps extends Omit<TextFieldProps, 'children' | 'className'> {
  label: string
  hint?: ReactNode
  /** What stands in it is no prose: nothing is checked for spelling, no letter made large. */
  isName?: boolean
}

export function Field({ label, hint, isName, ...rest }: FieldProps) {
  return (
    <TextField className="field" autoComplete="off" {...rest}>
      <Label>{label}</Label>
      <Input {...(isName ? { spellCheck: false, autoCapitalize: 'none' } : {})} />
      {hint && (
        <Text slot="description" className="quiet">
          {hint}
        </Text>
      )}
    </TextField>
  )
}

/** A text that is not shown while it is typed. */
export function SecretField(props: FieldProps) {
  return <Field type="password" isRequired {...props} />
}

interface QuantityProps extends Omit<NumberFieldProps, 'children' | 'className'> {
  label: string
}

export function Quantity({ label, ...rest }: QuantityProps) {
  return (
    <NumberField className="field" {...rest}>
      <Label>{label}</Label>
      <Input />
    </NumberField>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  value: T
  of: readonly T[]
  text?: (value: T) => string
  onChange: (value: T) => void
}

export function Choice<T extends string>({ label, value, of, text = value => value, onChange }: ChoiceProps<T>) {
  return (
    <Select className="field" value={value} onChange={chosen => chosen !== null && onChange(chosen as T)}>
      <Label>{label}</Label>
      <Button className="button">
        <SelectValue /> <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover">
        <ListBox className="menu">
          {of.map(each => (
            <ListBoxItem key={each} id={each} textValue={text(each)}>
              {text(each)}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}
