//! Passkey ceremonies.

/// stub
pub struct Ceremonies;
impl Ceremonies {
    pub fn new(_origin: &url::Url) -> anyhow::Result<Self> {
        Ok(Self)
    }
}
