//! A device that makes passkeys, as a browser would ask one to (W3C Web Authentication, level 3): one key on the curve
//! P-256, no attestation, the person always verified.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use waymark_cases::ids::random_text;

/// Present, verified, and with a credential attached.
const PRESENT_AND_VERIFIED: u8 = 0x05;
const WITH_CREDENTIAL: u8 = 0x40;

pub struct Authenticator {
    key: SigningKey,
    id: Vec<u8>,
    user: Option<Vec<u8>>,
    origin: String,
    host: String,
    counter: u32,
}

impl Authenticator {
    /// A device at which the site is opened at this address.
    pub fn at(origin: &str) -> Self {
        let seed = Sha256::digest(random_text(32));
        let host = origin.split("://").nth(1).expect("an address").to_owned();
        Self {
            key: SigningKey::from_slice(&seed).expect("a key"),
            id: random_text(20).into_bytes(),
            user: None,
            origin: origin.to_owned(),
            host,
            counter: 0,
        }
    }

    /// Answers the options of `navigator.credentials.create`.
    pub fn create(&mut self, options: &Value) -> Value {
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required", "the device keeps the key: {options}");
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required", "{options}");
        self.user = Some(decoded(&options["user"]["id"]));
        let mut data = self.data(PRESENT_AND_VERIFIED | WITH_CREDENTIAL);
        data.extend([0; 16]);
        data.extend((self.id.len() as u16).to_be_bytes());
        data.extend(&self.id);
        data.extend(self.public_key());
        let mut attestation = vec![0xa3];
        attestation.extend(text("fmt"));
        attestation.extend(text("none"));
        attestation.extend(text("attStmt"));
        attestation.push(0xa0);
        attestation.extend(text("authData"));
        attestation.push(0x59);
        attestation.extend((data.len() as u16).to_be_bytes());
        attestation.extend(data);
        let client = self.client_data("webauthn.create", options);
        self.credential(json!({ "attestationObject": encoded(&attestation), "clientDataJSON": encoded(&client) }))
    }

    /// Answers the options of `navigator.credentials.get`.
    pub fn get(&mut self, options: &Value) -> Value {
        self.counter += 1;
        let data = self.data(PRESENT_AND_VERIFIED);
        let client = self.client_data("webauthn.get", options);
        let signed: Signature = self.key.sign(&[data.clone(), Sha256::digest(&client).to_vec()].concat());
        self.credential(json!({
            "authenticatorData": encoded(&data),
            "clientDataJSON": encoded(&client),
            "signature": encoded(signed.to_der().as_bytes()),
            "userHandle": self.user.as_deref().map(encoded),
        }))
    }

    /// A device that says it holds somebody else's credential.
    pub fn posing_as(&self, other: &Authenticator) -> Self {
        Self { key: self.key.clone(), id: other.id.clone(), user: other.user.clone(), ..Self::at(&self.origin) }
    }

    /// The same device, led to another site that passes our challenge on.
    pub fn led_to(&self, origin: &str) -> Self {
        Self { key: self.key.clone(), id: self.id.clone(), user: self.user.clone(), ..Self::at(origin) }
    }

    fn credential(&self, response: Value) -> Value {
        json!({ "id": encoded(&self.id), "rawId": encoded(&self.id), "type": "public-key", "response": response })
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(&self.host).to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let data =
            json!({ "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false });
        data.to_string().into_bytes()
    }

    /// The COSE key: EC2, ES256, P-256, and its two coordinates.
    fn public_key(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().expect("a coordinate"), point.y().expect("a coordinate"));
        let mut key = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        key.extend(x);
        key.extend([0x22, 0x58, 0x20]);
        key.extend(y);
        key
    }
}

/// A short text in CBOR.
fn text(words: &str) -> Vec<u8> {
    let mut bytes = vec![0x60 | words.len() as u8];
    bytes.extend(words.as_bytes());
    bytes
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn decoded(value: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(value.as_str().expect("text")).expect("base64")
}
