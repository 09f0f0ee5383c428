//! From scored pairs to what they mean together.

/// When each record of one list can be at most one of the other: the best pair first, then the best of what is left.
pub fn one_to_one(mut scored: Vec<(u32, u32, f32)>) -> Vec<(u32, u32, f32)> {
    scored.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    let (mut left, mut right) = (std::collections::HashSet::new(), std::collections::HashSet::new());
    scored.retain(|(a, b, _)| {
        let free = !left.contains(a) && !right.contains(b);
        free && left.insert(*a) && right.insert(*b)
    });
    scored
}

/// Who is the same as whom when the same as the same is the same: for each of `count` records the smallest of its group.
pub fn groups(count: usize, pairs: impl IntoIterator<Item = (u32, u32)>) -> Vec<u32> {
    let mut of: Vec<u32> = (0..count as u32).collect();
    fn root(of: &mut [u32], mut n: u32) -> u32 {
        while of[n as usize] != n {
            of[n as usize] = of[of[n as usize] as usize];
            n = of[n as usize];
        }
        n
    }
    for (a, b) in pairs {
        let (a, b) = (root(&mut of, a), root(&mut of, b));
        of[a.max(b) as usize] = a.min(b);
    }
    (0..count as u32).map(|n| root(&mut of, n)).collect()
}
