"""What `kubectl run` made and makes, the labels it left, and how both move to `kubectl create deployment`."""
