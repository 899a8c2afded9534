//! A legal date as a real `date` column on both engines.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::pg::data_types::PgDate;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{Date as SqlDate, Text};
use diesel::sqlite::Sqlite;
use jiff::civil::{Date, date};

use super::MultiBackend;

/// A civil date (DAT-01). SQLite keeps it as `YYYY-MM-DD`, PostgreSQL as days since 2000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, AsExpression, FromSqlRow)]
#[diesel(sql_type = SqlDate)]
pub struct Day(pub Date);

const PG_EPOCH: Date = date(2000, 1, 1);

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        day.0
    }
}

impl ToSql<SqlDate, Sqlite> for Day {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.to_string());
        Ok(IsNull::No)
    }
}

impl FromSql<SqlDate, Sqlite> for Day {
    fn from_sql(value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let text = <String as FromSql<Text, Sqlite>>::from_sql(value)?;
        Ok(Self(text.parse()?))
    }
}

impl ToSql<SqlDate, Pg> for Day {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        let days = (self.0 - PG_EPOCH).get_days();
        ToSql::<SqlDate, Pg>::to_sql(&PgDate(days), &mut out.reborrow())
    }
}

impl FromSql<SqlDate, Pg> for Day {
    fn from_sql(value: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let PgDate(days) = FromSql::<SqlDate, Pg>::from_sql(value)?;
        Ok(Self(PG_EPOCH.saturating_add(jiff::Span::new().days(days))))
    }
}

impl ToSql<SqlDate, MultiBackend> for Day {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
        out.set_value((SqlDate, self));
        Ok(IsNull::No)
    }
}

impl FromSql<SqlDate, MultiBackend> for Day {
    fn from_sql(value: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        value.from_sql::<Self, SqlDate>()
    }
}
