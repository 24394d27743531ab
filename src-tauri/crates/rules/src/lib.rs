//! Pure rules: routing, review states, promotion, recall
