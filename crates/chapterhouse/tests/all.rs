mod ground;
mod hostile;
mod layers;
mod walk;
