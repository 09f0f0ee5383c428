//! Evidence in bits, and its reasons.

use super::compare::{Agreement, Field, Level, value_of};
use super::{Profile, compare::compare};

use std::collections::HashMap;

const FIELDS: usize = Field::ALL.len();
/// Among fewer records than this, chance is reckoned as if there were so many: the names of sixty people tell little
/// about how common a name is.
const SMALLEST: u64 = 1_000;

/// How often values occur, among how many records. What is not counted counts as the field's usual.
#[derive(Clone, Debug, Default)]
pub struct Frequencies {
    pub records: u64,
    pub counts: HashMap<u64, u32>,
}

impl Frequencies {
    /// Everything in these profiles.
    pub fn of<'a>(profiles: impl IntoIterator<Item = &'a Profile>) -> Self {
        let mut made = Self::default();
        for profile in profiles {
            made.records += 1;
            each_value(profile, |value| *made.counts.entry(value).or_default() += 1);
        }
        made
    }

    /// The share of records with this value.
    fn share(&self, field: Field, value: u64) -> f32 {
        let n = self.records.max(SMALLEST) as f32;
        match self.counts.get(&value) {
            // The two that are compared are among them.
            Some(count) => (*count as f32 - 1.0).max(1.0) / n,
            None => usual_share(field, n),
        }
    }
}

/// The values of a record whose frequency is worth keeping: they are few, and some of them common.
pub fn common_values(profile: &Profile) -> Vec<u64> {
    let mut values =
        vec![value_of(Field::Given, profile.first_given()), value_of(Field::Family, &profile.family)];
    values.extend(profile.places.iter().map(|place| value_of(Field::Town, &place.town)));
    values
}

fn each_value(profile: &Profile, mut say: impl FnMut(u64)) {
    common_values(profile).into_iter().for_each(&mut say);
    say(value_of(Field::Born, &profile.born));
    let lists =
        [(Field::Email, &profile.emails), (Field::Phone, &profile.phones), (Field::Number, &profile.numbers)];
    for (field, list) in lists {
        list.iter().for_each(|value| say(value_of(field, value)));
    }
    for place in &profile.places {
        say(value_of(Field::Line, &place.line));
        say(value_of(Field::Second, &place.second));
        say(value_of(Field::Postcode, &place.postcode));
    }
}

/// The share that two strangers have in common where nobody has counted.
fn usual_share(field: Field, n: f32) -> f32 {
    match field {
        Field::Given => 0.005,
        Field::Family => 0.001,
        Field::Town => 0.003,
        Field::Born => 1.0 / 25_000.0,
        Field::Email | Field::Phone => 1.5 / n,
        Field::Number => 1.0 / n,
        Field::Line => (3.0 / n).max(1e-5),
        Field::Second => 0.001,
        Field::Postcode => (8.0 / n).max(1e-5),
    }
}

/// How likely each level is when two records are of one person, of people of one household, of strangers.
#[derive(Clone, Debug)]
pub struct Weights {
    same: [[f32; Level::COUNT]; FIELDS],
    household: [[f32; Level::COUNT]; FIELDS],
    /// Pairs of one person, for each record.
    same_per_record: f32,
    /// Pairs of one household, for each record.
    household_per_record: f32,
}

impl Default for Weights {
    /// For contacts of a federation: what was seen in messy lists, on the careful side.
    fn default() -> Self {
        //            silent same close related swapped differs
        let same = [
            [1.0, 0.80, 0.06, 0.08, 0.03, 0.03],   // given
            [1.0, 0.88, 0.06, 0.015, 0.01, 0.035], // family: somebody married
            [1.0, 0.90, 0.05, 0.02, 0.01, 0.02],   // born
            [1.0, 0.65, 0.05, 0.05, 0.01, 0.24],   // email
            [1.0, 0.60, 0.05, 0.01, 0.01, 0.33],   // phone
            [1.0, 0.93, 0.05, 0.01, 0.01, 0.01],   // number
            [1.0, 0.70, 0.10, 0.02, 0.01, 0.17],   // line: somebody moved
            [1.0, 0.70, 0.10, 0.02, 0.01, 0.17],   // second
            [1.0, 0.78, 0.07, 0.01, 0.01, 0.13],   // town
            [1.0, 0.74, 0.07, 0.01, 0.01, 0.17],   // postcode
        ];
        let household = [
            [1.0, 0.010, 0.012, 0.020, 0.001, 0.957],
            [1.0, 0.800, 0.010, 0.040, 0.001, 0.149],
            [1.0, 0.006, 0.006, 0.001, 0.001, 0.986],
            [1.0, 0.250, 0.050, 0.050, 0.001, 0.649],
            [1.0, 0.600, 0.010, 0.001, 0.001, 0.388],
            [1.0, 0.001, 0.001, 0.001, 0.001, 0.996],
            [1.0, 0.930, 0.050, 0.005, 0.001, 0.014],
            [1.0, 0.930, 0.050, 0.005, 0.001, 0.014],
            [1.0, 0.950, 0.030, 0.005, 0.001, 0.014],
            [1.0, 0.960, 0.020, 0.005, 0.001, 0.014],
        ];
        Self { same, household, same_per_record: 0.1, household_per_record: 1.0 }
    }
}

impl Weights {
    /// For organisations. Who lives together there are those whom one clerk serves: they share an address and a
    /// telephone, and have another name.
    pub fn organisations() -> Self {
        let mut made = Self::default();
        made.same[Field::Given as usize] = [1.0, 0.93, 0.01, 0.01, 0.01, 0.04];
        made.household[Field::Given as usize] = [1.0, 0.80, 0.001, 0.001, 0.001, 0.197];
        made.household[Field::Family as usize] = [1.0, 0.004, 0.016, 0.020, 0.001, 0.959];
        made
    }
}

/// How likely strangers are to agree less than wholly.
fn strangers(field: Field, level: Level, share: f32) -> f32 {
    let (close, related) = match field {
        Field::Given => (0.012, 0.02),
        Field::Family => (0.006, 0.003),
        Field::Born => (0.0010, 0.0004),
        // People of one name make themselves much the same address.
        Field::Email => (0.006, 0.006),
        // Numbers of one exchange lie close together.
        Field::Phone => (0.003, 0.003),
        Field::Number => (0.000_05, 0.000_05),
        Field::Line => (0.0005, 0.0005),
        Field::Second => (0.002, 0.002),
        Field::Town => (0.004, 0.004),
        Field::Postcode => (0.002, 0.002),
    };
    match level {
        Level::Silent => 1.0,
        Level::Same => share.min(0.5),
        Level::Close => close,
        Level::Related => related,
        Level::Swapped => 0.000_02,
        Level::Differs => 0.98,
    }
}

/// One thing that speaks for or against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason {
    pub field: Field,
    pub level: Level,
    /// Bits; below nought it speaks against.
    pub weight: f32,
}

/// How sure it is that two records are of one person: the logarithm (to 2) of the odds. 10 is a thousand to one.
#[derive(Clone, Debug)]
pub struct Scored {
    pub score: f32,
    /// The weightiest first.
    pub reasons: Vec<Reason>,
}

impl Weights {
    pub fn scored(&self, a: &Profile, b: &Profile, frequencies: &Frequencies) -> Scored {
        let agreement = compare(a, b);
        let mut reasons: Vec<Reason> = Field::ALL
            .into_iter()
            .filter(|field| agreement.levels[*field as usize] != Level::Silent)
            .map(|field| {
                let level = agreement.levels[field as usize];
                let share = frequencies.share(field, agreement.values[field as usize]);
                let chance = self.same[field as usize][level as usize];
                Reason { field, level, weight: (chance / strangers(field, level, share)).log2() }
            })
            .collect();
        reasons.sort_by(|x, y| y.weight.abs().total_cmp(&x.weight.abs()));
        Scored { score: self.score(&agreement, frequencies), reasons }
    }

    pub fn score(&self, agreement: &Agreement, frequencies: &Frequencies) -> f32 {
        let [same, household, strange] = self.classes(agreement, frequencies);
        same - (household.exp2() + strange.exp2()).max(f32::MIN_POSITIVE).log2()
    }

    /// How likely this agreement is in each of the classes and the class itself, as logarithms.
    fn classes(&self, agreement: &Agreement, frequencies: &Frequencies) -> [f32; 3] {
        let n = frequencies.records.max(SMALLEST) as f32;
        let (mut same, mut household, mut strange) = (0.0_f32, 0.0_f32, 0.0_f32);
        for field in Field::ALL {
            let (at, level) = (field as usize, agreement.levels[field as usize]);
            if level == Level::Silent {
                continue;
            }
            same += self.same[at][level as usize].log2();
            household += self.household[at][level as usize].log2();
            let share = frequencies.share(field, agreement.values[at]);
            strange += strangers(field, level, share).log2();
        }
        // Of all n²/2 pairs so many are of one person, so many of one household.
        same += (2.0 * self.same_per_record / n).log2();
        household += (2.0 * self.household_per_record / n).log2();
        [same, household, strange]
    }

    /// Learns from the data how often the fields of one person agree, and how many pairs there are (expectation and
    /// maximisation: what the present weights think decides what is counted). For lists of a kind of their own.
    pub fn learnt(mut self, agreements: &[Agreement], frequencies: &Frequencies) -> Self {
        for _ in 0..12 {
            let mut seen = [[0.05_f32; Level::COUNT]; FIELDS];
            let (mut sure, mut together) = (0.0_f32, 0.0_f32);
            for agreement in agreements {
                let classes = self.classes(agreement, frequencies);
                let most = classes.into_iter().fold(f32::MIN, f32::max);
                let [same, household, strange] = classes.map(|class| (class - most).exp2());
                let chance = same / (same + household + strange);
                together += household / (same + household + strange);
                if chance < 0.001 {
                    continue;
                }
                sure += chance;
                for field in 0..FIELDS {
                    seen[field][agreement.levels[field] as usize] += chance;
                }
            }
            for (field, levels) in seen.iter().enumerate() {
                let said: f32 = levels[1..].iter().sum();
                for (held, level) in self.same[field].iter_mut().zip(levels).skip(1) {
                    *held = (level / said).max(0.000_2);
                }
            }
            self.same_per_record = (sure / frequencies.records.max(1) as f32).max(0.001);
            self.household_per_record = (together / frequencies.records.max(1) as f32).max(0.001);
        }
        self
    }
}
