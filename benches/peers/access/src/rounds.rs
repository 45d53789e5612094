//! Rounds that take turns, in which every answer is held against the oracle.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::world::Question;

/// The most answers between two looks at the clock, which takes as long as a fast answer does.
const BATCH_MAX: u32 = 1_024;

/// Who takes a turn, and says how long an answer took, in nanoseconds.
pub(crate) type Turn<'a> = &'a mut dyn FnMut() -> Result<f64>;

/// How often and for how long everybody is asked.
#[derive(Clone, Copy)]
pub(crate) struct Rounds {
    pub(crate) count: usize,
    pub(crate) span: Duration,
}

impl Rounds {
    pub(crate) fn new(is_quick: bool) -> Self {
        let (count, millis) = if is_quick { (3, 250) } else { (5, 1_500) };
        Self {
            count,
            span: Duration::from_millis(millis),
        }
    }

    /// Lets all take turns and gives the median of each, so that whatever else the machine does
    /// meets all alike.
    pub(crate) fn interleave<const N: usize>(self, mut turns: [Turn<'_>; N]) -> Result<[f64; N]> {
        let mut figures = [const { Vec::new() }; N];
        for _ in 0..self.count {
            for (turn, figures) in turns.iter_mut().zip(&mut figures) {
                figures.push(turn()?);
            }
        }
        Ok(figures.map(median))
    }
}

/// The questions, asked round and round: each who is asked has a stream of their own, and goes
/// on in the next round where they stopped.
pub(crate) struct Stream<'a> {
    questions: &'a [Question],
    at: usize,
}

impl<'a> Stream<'a> {
    pub(crate) fn new(questions: &'a [Question]) -> Self {
        Self { questions, at: 0 }
    }

    /// Asks for a while, and says how long an answer took, in nanoseconds.
    pub(crate) async fn ask(
        &mut self,
        span: Duration,
        ask: impl AsyncFn(&Question) -> Result<bool>,
    ) -> Result<f64> {
        let (began, mut answers) = (Instant::now(), 0);
        loop {
            let batch = answers.clamp(1, BATCH_MAX);
            for _ in 0..batch {
                let question = self.next();
                is_right(question, ask(question).await?)?;
            }
            answers += batch;
            let elapsed = began.elapsed();
            if elapsed >= span {
                return Ok(elapsed.as_secs_f64() * 1e9 / f64::from(answers));
            }
        }
    }

    fn next(&mut self) -> &'a Question {
        let question = &self.questions[self.at];
        self.at += 1;
        if self.at == self.questions.len() {
            self.at = 0;
        }
        question
    }
}

/// Fails if an answer is wrong.
pub(crate) fn is_right(question: &Question, answer: bool) -> Result<()> {
    ensure!(answer == question.answer, "a wrong answer to {question:?}");
    Ok(())
}

/// The middle of some measurements; of an even number, the upper of the two.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_answer_ends_the_run() {
        let asked = |answer| Question {
            user: 0,
            permission: 0,
            object: None,
            answer,
        };
        let questions = [asked(true), asked(true), asked(false)];
        let mut stream = Stream::new(&questions);
        let short = Duration::ZERO;
        let mut ask = |answer| {
            let told = stream.ask(short, async move |_| Ok(answer));
            tenantry::blocking::run(told).is_ok()
        };
        assert_eq!(
            [true, true, true, true].map(&mut ask),
            [true, true, false, true]
        );
    }
}
