//! Sums of money as people type them, in whole pence.

/// Reads `1,200`, `£19.50` or `19.5` as pence, or says what to mend. `what` begins the sentence: "The sum".
pub fn pence(typed: &str, what: &str) -> Result<i64, String> {
    let not_a_sum = || format!("{what} must be pounds, like 20 or 19.50");
    let plain: String = typed.chars().filter(|c| !matches!(c, '£' | ',' | ' ')).collect();
    let (pounds, rest) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |text: &str| !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(pounds) || rest.len() > 2 || !(rest.is_empty() || digits(rest)) {
        return Err(not_a_sum());
    }
    let pence: i64 = format!("{rest:0<2}").parse().map_err(|_| not_a_sum())?;
    let pounds: i64 = pounds.parse().map_err(|_| not_a_sum())?;
    Ok(pounds * 100 + pence)
}

#[cfg(test)]
mod tests {
    use super::pence;

    #[test]
    fn a_sum_is_read_as_people_write_it() {
        for (typed, sum) in [
            ("20", 2_000),
            ("£1,200", 120_000),
            ("19.50", 1_950),
            ("19.5", 1_950),
            (" 3 000 ", 300_000),
            ("0.05", 5),
            ("7.", 700),
        ] {
            assert_eq!(pence(typed, "The sum"), Ok(sum), "{typed}");
        }
    }

    #[test]
    fn what_is_not_a_sum_says_what_to_write() {
        for typed in ["", "ten", "-5", "1.234", ".50", "1e9", "9999999999", "1.2.3", "١٢"] {
            assert_eq!(pence(typed, "The sum"), Err("The sum must be pounds, like 20 or 19.50".into()), "{typed}");
        }
    }
}
