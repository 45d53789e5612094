//! Rows of the table that `cargo xtask bench` prints.

use serde::Serialize;

/// One figure, and what it should be. Less is better in each of them.
#[derive(Serialize)]
pub(crate) struct Row {
    name: &'static str,
    peer_name: Option<&'static str>,
    ours: f64,
    peer: Option<f64>,
    unit: &'static str,
    /// How many times better ours is.
    ratio: Option<f64>,
    /// The least ratio, or the most that a figure without a peer may be.
    goal: Option<f64>,
    met: Option<bool>,
    note: Option<String>,
}

impl Row {
    /// Ours beside a peer.
    pub(crate) fn beside(
        name: &'static str,
        peer_name: &'static str,
        unit: &'static str,
        (ours, peer): (f64, f64),
    ) -> Self {
        Self {
            peer_name: Some(peer_name),
            peer: Some(peer),
            ratio: Some(peer / ours),
            ..Self::alone(name, unit, ours)
        }
    }

    /// A figure that shall be at most so much.
    pub(crate) fn at_most(name: &'static str, unit: &'static str, ours: f64, goal: f64) -> Self {
        Self {
            goal: Some(goal),
            met: Some(ours <= goal),
            ..Self::alone(name, unit, ours)
        }
    }

    fn alone(name: &'static str, unit: &'static str, ours: f64) -> Self {
        Self {
            name,
            peer_name: None,
            ours,
            peer: None,
            unit,
            ratio: None,
            goal: None,
            met: None,
            note: None,
        }
    }

    /// The row with a goal: how many times better than the peer's ours shall be.
    pub(crate) fn with_goal(self, goal: f64) -> Self {
        Self {
            goal: Some(goal),
            met: self.ratio.map(|ratio| ratio >= goal),
            ..self
        }
    }

    /// The row with something more to know.
    pub(crate) fn noting(self, note: String) -> Self {
        Self {
            note: Some(note),
            ..self
        }
    }
}
