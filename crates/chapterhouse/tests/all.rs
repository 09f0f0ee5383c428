mod layers;
mod walk;
