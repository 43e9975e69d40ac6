// Shapes of the front office. Read by the type check only, never by a browser.

export interface FrontMovement {
  country: string; number: number; mrn: string | null; lrn: string | null; holder: string | null; office: string;
  meaning: string; until: string;
}
export interface DeclaredPaper { list: string; kind: string; reference: string; paper: number | null }
export interface Paper {
  id: number; office: string; list: string; kind: string; reference: string; issuedOn: string; sha256: string;
  media: string; sizeBytes: number; collectedAt: string; scannedAt: string | null; withdrawnAt: string | null;
  isDeclared: boolean;
}
export interface FeeLine {
  fund: string; code: string; title: string; per: string; quantity: number; unitMinor: number; amountMinor: number;
  currency: string; tariffVersion: number;
}
export interface FeeTotal { fund: string; currency: string; amountMinor: number }
export interface Assessment {
  id: number; office: string; state: string; assessedAt: string; lines: FeeLine[]; totals: FeeTotal[];
  receipt: number | null;
}
export interface FrontDetail {
  movement: FrontMovement; declared: DeclaredPaper[]; containers: string[]; papers: Paper[]; due: FeeLine[];
  assessments: Assessment[];
}
export interface Receipt {
  number: number; office: string; kind: string; cancels: number | null; cancelledBy: number | null; mrn: string | null;
  lrn: string | null; method: string; madeAt: string; lines: FeeLine[]; totals: FeeTotal[];
}
export interface TillTotal {
  fund: string; currency: string; takenMinor: number; returnedMinor: number; netMinor: number;
}
export interface Till { receipts: number; totals: TillTotal[] }
export interface Closing { number: number; madeAt: string; madeBy: string; totals: TillTotal[] }
export interface Mandate {
  id: string; country: string; number: number; organisation: string | null; name: string | null; code: string | null;
  givenAt: string; expiresAt: string; endedAt: string | null;
}
export interface FrontOffice { id: string; country: string; name: string }
