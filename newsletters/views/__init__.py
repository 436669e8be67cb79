"""What is shown to readers, and to the publisher in the CMS."""
