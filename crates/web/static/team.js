// The behaviour of the design systems on staff pages. Every page works without it.

import {
  createAll,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink
} from './govuk-frontend.js'
import { ButtonMenu } from './button-menu.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

const parts = [
  ButtonMenu,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink
]
for (const part of parts) createAll(part)
