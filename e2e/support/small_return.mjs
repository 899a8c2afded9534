// A yearly return of three invented people, with one problem a fix can mend and one somebody must look into.

import { Buffer } from "node:buffer";

const HEADER = `CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB
WB0001,F,04/05/2008,WBRI,UN3,0,
WB0002,M,10/10/2006,REFU,UN3,,
WB0003,F,21/07/2008,MWBC,UN3,0,
`;

const EPISODES = `CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
WB0001,03/06/2023,S,C2,N1,U6,PR1,,,,E8 1AA,E9 6AS,SC040049
WB0001,11/08/2025,P,C2,N1,K2,PR1,,,,E8 1AA,E9 6AS,SC040050
WB0002,01/02/2021,S,C2,N1,U6,PR1,10/10/2024,E17,,E8 1AA,E9 6AS,SC040049
WB0003,05/09/2025,S,V2,N1,U6,PR1,,,,E8 1AA,E9 6AS,SC040049
WB0009,05/09/2025,S,V2,N1,U6,PR1,,,,E8 1AA,E9 6AS,SC040049
`;

/** The same people a year on: one more file for an import that stays a draft. */
const REVIEWS = `CHILD,DOB,REVIEW,REVIEW_CODE
WB0001,04/05/2008,14/10/2025,PN1
WB0003,21/07/2008,02/11/2025,PN1
`;

function file(name, text) {
  return { name, mimeType: "text/csv", buffer: Buffer.from(text) };
}

export const SMALL_RETURN = [file("people 2026.csv", HEADER), file("homes 2026.csv", EPISODES)];
export const MORE_OF_IT = [file("meetings.csv", REVIEWS)];
export const NOT_A_RETURN = file("notes.csv", "Name,Note\nsomebody,something\n");
