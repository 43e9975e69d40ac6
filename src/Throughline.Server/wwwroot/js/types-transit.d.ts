// Shapes of the transit service. Read by the type check only, never by a browser.

export interface Due { timer: string; meaning: string; at: string }
export type Stage = 'decide' | 'expected' | 'waiting' | 'done';
export interface Movement {
  country: string; number: number; version: number; role: string; office: string; state: string; meaning: string;
  mrn: string | null; lrn: string | null; holder: string | null; openedAt: string; changedAt: string; due: Due | null;
  stage: Stage; limit: string | null;
}
export interface TransitMessage {
  id: number; code: string; title: string; sender: string; recipient: string; mrn: string | null; lrn: string | null;
  sentAt: string;
}
export interface TransitReceipt {
  id: number; code: string; messageId: string; lrn: string | null; receivedAt: string; decidedAt: string | null;
  answers: TransitMessage[];
}
export interface MovementHistory {
  entry: number; at: string; kind: string; what: string; by: string | null; reason: string | null;
  transitions: string[];
}
export interface KeptMessage { name: string; code: string; title: string; sender: string }
/** Something that an officer is to know before deciding: a risk, a name on a list, a licence that is asked for. */
export interface OfficerFinding {
  severity?: string; kind?: string; title?: string; message: string; pointer?: string | null; status?: string | null;
}
export interface MovementDetail {
  movement: Movement; facts: Record<string, string>; due: Due[]; actions: string[]; messages: TransitMessage[];
  history: MovementHistory[]; kept: KeptMessage[];
  /** There when the server assesses risks. */
  findings?: OfficerFinding[];
  /** Address of the accompanying document, when the server prints one. */
  accompanyingDocument?: string | null;
}
export interface TransitDecision {
  role: string; office: string; movement: string; action: string; reason: string; seen: number | null;
  details: Record<string, string>;
}
export interface Overdue { movement: Movement; limit: string; days: number; heldCents: number; todo: string }
export interface Load {
  offices: { office: string; decide: number; expected: number; waiting: number; oldest: string | null }[];
  officers: { account: string; name: string; day: number; week: number; lastAt: string }[];
  since: string; isWhole: boolean;
}

export interface Guarantee {
  grn: string; type: string; country: string; holder: string; guarantor: string; state: string; validFrom: string;
  validTo: string; ceilingCents: number; reservedCents: number; availableCents: number; warning: string | null;
}
export interface Reservation {
  mrn: string; amountCents: number; since: string; state: string | null; limit: string | null;
}
export interface Posting {
  id: number; at: string; mrn: string | null; source: string; target: string; amountCents: number; reason: string;
}
export interface GuaranteeEvent {
  entry: number; at: string; what: string; amountCents: number | null; by: string | null; reason: string | null;
}
export interface GuaranteeDetail {
  guarantee: Guarantee; reservations: Reservation[]; postings: Posting[]; history: GuaranteeEvent[];
}

export interface JournalEntry {
  entry: number; at: string; kind: string; subject: string; mrn: string | null; digest: string; hash: string;
  isErased: boolean; body: any;
}
export interface JournalPage { entries: JournalEntry[]; next: number | null; names: Record<string, string> }
export interface JournalReport { entries: number; movements: number; erased: number; faults: string[]; hash: string }

export interface Organisation {
  id: string; kind: string; country: string; name: string; identification: string | null; createdAt: string;
  enteredAt: string | null; closedAt: string | null;
}
export interface Account {
  id: string; organisation: string; login: string; name: string; role: string; offices: string[];
  hasPassword: boolean; createdAt: string; disabledAt: string | null;
}
export interface HandOver { account: Account; secret: string; until: string; url: string }
export interface Key { id: string; name: string; createdAt: string; expiresAt: string }
